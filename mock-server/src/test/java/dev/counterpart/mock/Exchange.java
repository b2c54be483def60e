package dev.counterpart.mock;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.access.Jwt;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One exchange in a file: a sentence, the contract, options, a request, and the response that is expected. A header that the response
 * lists must be there with that value; one written {@code !name} must not; a body that is given must be equal to the last character.
 */
record Exchange(
        String name,
        String sentence,
        Contract contract,
        Fixtures fixtures,
        MockOptions options,
        Request request,
        String expected) {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path HOME = Path.of("..");
    private static final Pattern SECTION = Pattern.compile("(?m)^==== (\\w+) ====[ \\t]*(.*)$");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{token([^}]*)}}");

    static Stream<Exchange> all() {
        try (var files = Files.list(RESOURCES.resolve("exchanges"))) {
            return files.sorted().toList().stream().map(Exchange::read);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Exchange read(Path file) {
        try {
            return parsed(file.getFileName().toString(), Files.readString(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Exchange parsed(String name, String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        var matcher = SECTION.matcher(text);
        int end = text.length();
        String sentence = text.substring(0, text.indexOf("====")).strip();
        while (matcher.find()) {
            int next = text.indexOf("\n==== ", matcher.end());
            String body = text.substring(matcher.end(), next < 0 ? end : next);
            sections.put(matcher.group(1), (matcher.group(2) + body).strip());
        }
        boolean bundled = sections.getOrDefault("contract", "bundled").equals("bundled");
        var contract = contract(
                bundled
                        ? HOME.resolve("spec/openapi/dynamic-oauth-access-token.yaml")
                        : RESOURCES.resolve(sections.get("contract")));
        var fixtures = bundled
                ? FixtureReader.read(HOME.resolve("fixtures/bundled"), contract).fixtures()
                : Fixtures.none();
        return new Exchange(
                name,
                sentence,
                contract,
                fixtures,
                options(sections.getOrDefault("options", "")),
                request(sections.getOrDefault("request", "")),
                sections.getOrDefault("response", ""));
    }

    static Contract contract(Path file) {
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private static MockOptions options(String text) {
        var options = MockOptions.defaults().withPort(0);
        for (String option : text.split(" +")) {
            options = switch (option) {
                case "" -> options;
                case "jwt" -> options.withAuth(MockOptions.Auth.JWT);
                case "auth-off" -> options.withAuth(MockOptions.Auth.OFF);
                case "prism" -> options.withCompat(MockOptions.Compat.PRISM);
                case "report-undeclared" -> options.withReportUndeclared(true);
                case "errors" -> options.withErrors(true);
                case "no-cors" -> options.withCors(false);
                case "dynamic" -> options.withDynamic(true);
                default -> throw new IllegalArgumentException("no option is called " + option);
            };
        }
        return options;
    }

    static Request request(String text) {
        String filled =
                TOKEN.matcher(text).replaceAll(match -> token(match.group(1).strip()));
        var parts = filled.split("\n\n", 2);
        var lines = parts[0].split("\n");
        var first = lines[0].split(" ");
        int mark = first[1].indexOf('?');
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.add(Map.entry(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        return new Request(
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? "" : first[1].substring(mark + 1),
                new Headers(fields),
                parts.length == 1 ? new byte[0] : parts[1].getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String what) {
        var now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        if (what.startsWith("scope=")) {
            claims.put("scope", what.substring("scope=".length()));
        }
        String good = Jwt.token(claims, now, what.equals("expired") ? now.minusSeconds(60) : now.plusSeconds(600));
        int dot = good.lastIndexOf('.');
        return switch (what) {
            case "tampered" -> good.substring(0, dot + 1) + "AAAA" + good.substring(dot + 5);
            case "unsigned" -> "eyJhbGciOiJub25lIn0" + good.substring(good.indexOf('.'), dot + 1);
            default -> good;
        };
    }

    /** The response in the form of the file, with those headers only that the file names. */
    String actual(Response response) {
        var expectedHead = expected.split("\n\n", 2);
        var lines = expectedHead[0].split("\n");
        var text = new StringBuilder("HTTP/1.1 " + response.status());
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].split(":", 2)[0].strip();
            if (name.startsWith("!")) {
                String absent = name.substring(1);
                text.append('\n').append(response.headers().has(absent) ? "there is " + absent : name);
            } else {
                text.append('\n')
                        .append(name)
                        .append(": ")
                        .append(response.headers().joined(name).orElse("(none)"));
            }
        }
        if (expectedHead.length > 1) {
            text.append("\n\n").append(response.text());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name.replace(".txt", "").toLowerCase(Locale.ROOT) + ": " + sentence;
    }
}
