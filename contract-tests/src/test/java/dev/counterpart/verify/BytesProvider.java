package dev.counterpart.verify;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.send.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider of the bundled contract that writes its answers byte by byte: right, but for its answer to one request. */
final class BytesProvider implements AutoCloseable {

    private static final String KNOWN = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String FAILING = "00000000-0000-4000-8000-000000000500";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String requests;
    private final byte[] answer;

    private BytesProvider(String requests, byte[] answer) {
        this.requests = requests;
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    /**
     * The rules of that severity that the gate says are broken.
     *
     * @param requests known, unknown, stranger, nobody or HEAD, which are answered with these bytes
     */
    static List<String> brokenRules(String requests, byte[] answer, Severity severity) {
        try (var provider = new BytesProvider(requests, answer)) {
            var target = Target.of("http://127.0.0.1:" + provider.socket.getLocalPort(), Duration.ofMillis(1500))
                    .orElseThrow();
            return Accusations.of(Provider.CONTRACT, SuiteOptions.of(target, Provider.DATA), severity);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(2000);
            String head = head(client.getInputStream());
            client.getOutputStream().write(answer(head));
            client.getOutputStream().flush();
        } catch (IOException brokenOff) {
            return; // the gate has seen enough
        }
    }

    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next;
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n") && (next = in.read()) >= 0) {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] answer(String head) {
        String kind = kind(head);
        if (kind.equals(requests)) {
            return answer;
        }
        String right = switch (kind) {
            case "known", "HEAD" ->
                json("200 OK", "{\"accessToken\": \"ya29.of-user-1\", \"scopes\": []}", "Cache-Control: no-store~");
            case "nobody" -> json("401 Unauthorized", "{\"error\": \"No jwt provided!\"}", "WWW-Authenticate: Bearer~");
            case "stranger" -> json("403 Forbidden", "{\"error\": \"Access Forbidden\"}", "");
            case "failing" -> json("500 Internal Server Error", "{\"error\": \"down\"}", "");
            case "method" -> "HTTP/1.1 405 Method Not Allowed~Allow: GET, HEAD~Content-Length: 0~~";
            case "invalid" -> "HTTP/1.1 400 Bad Request~Content-Length: 0~~";
            default -> "HTTP/1.1 404 Not Found~Content-Length: 0~~";
        };
        return bytes(kind.equals("HEAD") ? right.substring(0, right.indexOf("~~") + 2) : right);
    }

    /** Which request it is: what is asked for, and by whom. */
    private static String kind(String head) {
        String method = head.substring(0, head.indexOf(' '));
        String path = head.split(" ", 3)[1].replaceAll("\\?.*", "");
        String authorization = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("authorization:"))
                .map(line -> line.substring("authorization:".length()).strip())
                .findFirst()
                .orElse("");
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return "method";
        }
        boolean user = authorization.toLowerCase(java.util.Locale.ROOT).startsWith("bearer ")
                && authorization.substring(7).equals(token("user"));
        if (!user && !authorization.equals("Bearer " + token("stranger"))) {
            return "nobody";
        }
        String id = path.replaceAll("^/oauthAccounts/|/accessToken$", "");
        if (!id.matches(UUID)) {
            return "invalid";
        }
        if (!user) {
            return "stranger";
        }
        String known = method.equals("HEAD") ? "HEAD" : "known";
        return id.equals(KNOWN) ? known : id.equals(FAILING) ? "failing" : "unknown";
    }

    private static String token(String credential) {
        return java.util.Optional.ofNullable(Provider.DATA.credentials().get(credential))
                .flatMap((Credential each) -> each.secret("bearerAuth"))
                .orElseThrow()
                .value();
    }

    private static String json(String status, String body, String headers) {
        return "HTTP/1.1 " + status + "~Content-Type: application/json~" + headers + "Content-Length: " + body.length()
                + "~~" + body;
    }

    /** The bytes of a text in Latin-1, in which a tilde is a line end. */
    static byte[] bytes(String text) {
        return text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
