package dev.counterpart.mock.cli;

import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A client of the admin API of a running mock. */
final class AdminClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final Optional<String> token;

    /** The API did not do what was asked; the message says why, and how to fix it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    AdminClient(String url, Optional<String> token) {
        this.url = url.replaceAll("/+$", "") + AdminApi.ROOT;
        this.token = token;
    }

    JsonNode get(String path) throws Refused {
        return sent(request(path).GET());
    }

    JsonNode post(String path, JsonNode body) throws Refused {
        return sent(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body))));
    }

    JsonNode post(String path) throws Refused {
        return sent(request(path).POST(BodyPublishers.noBody()));
    }

    void put(String path, JsonNode body) throws Refused {
        sent(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(Json.text(body))));
    }

    void delete(String path) throws Refused {
        sent(request(path).DELETE());
    }

    /** Hands events to a reader until the mock ends the stream. */
    void events(BiConsumer<String, JsonNode> reader) throws Refused {
        try {
            var response = client.send(request("/events").GET().build(), HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new Refused("the mock at " + url + " refused to send events: status " + response.statusCode());
            }
            read(response.body(), reader);
        } catch (UncheckedIOException ended) {
            throw new Refused("the mock at " + url + " has ended, or the connection to it was lost");
        } catch (IOException unreachable) {
            throw unreachable(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Stream<String> lines, BiConsumer<String, JsonNode> reader) {
        var type = new StringBuilder();
        var data = new StringBuilder();
        lines.forEach(line -> {
            if (line.startsWith("event: ")) {
                type.append(line.substring("event: ".length()));
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            } else if (line.isEmpty() && data.length() > 0) {
                reader.accept(type.toString(), Json.read(data.toString()));
                type.setLength(0);
                data.setLength(0);
            }
        });
    }

    private HttpRequest.Builder request(String path) throws Refused {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path));
            token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
            return request;
        } catch (IllegalArgumentException malformed) {
            throw new Refused("--url must be the URL of a mock, such as http://127.0.0.1:4010");
        }
    }

    private JsonNode sent(HttpRequest.Builder request) throws Refused {
        try {
            var response = client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            var body = Json.parse(response.body()) instanceof Json.Parsed.Value value
                    ? value.node()
                    : MissingNode.getInstance();
            if (response.statusCode() >= 300) {
                throw refused(response.statusCode(), body);
            }
            return body;
        } catch (IOException unreachable) {
            throw unreachable(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refused("the command was interrupted");
        }
    }

    private static Refused refused(int status, JsonNode problem) {
        var text = new StringBuilder(problem.path("detail").asString("the mock answered status " + status));
        for (JsonNode violation : problem.path("violations")) {
            text.append("\n  expected  ").append(violation.path("expected").asString());
            text.append("\n  but was   ").append(violation.path("actual").asString());
            text.append("\n  to fix    ").append(violation.path("fix").asString());
        }
        if (status == 401 || status == 403) {
            text.append('\n').append(ErrorName.more(ErrorName.ADMIN_ACCESS.text()));
        }
        return new Refused(text.toString());
    }

    private Refused unreachable(IOException reason) {
        return new Refused("no mock answers at " + url.substring(0, url.length() - AdminApi.ROOT.length()) + " ("
                + reason.getClass().getSimpleName()
                + ")\n" + ErrorName.MOCK_UNREACHABLE.toFix("start it, or name its address: --url http://HOST:PORT"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
