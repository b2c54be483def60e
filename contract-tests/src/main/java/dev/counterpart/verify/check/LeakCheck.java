package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer must not reveal: internals of the provider, and the credentials of the request. */
final class LeakCheck implements Check {

    /** Of larger bodies, only this many characters are searched. */
    private static final int LONGEST = 200_000;

    private static final int SHORTEST_SECRET = 12;

    private static final Pattern PASSWORDS = Pattern.compile(
            "(?i:password|passwd|passphrase|client_?secret)(?:\"\\s*:\\s*\"|=)([^\"&\\\\%+]{8,200})(?=[\"&]|$)");

    private static final Pattern ESCAPES = Pattern.compile("\\\\(?:[\\\\/]|u[0-9A-Fa-f]{4})");

    /** Headers that name only the software. */
    private static final List<String> BANNERS =
            List.of("X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator");

    private static final Pattern VERSION = Pattern.compile("/\\d");

    private final LeakSearch traces = LeakSearch.ofTraces();
    private final LeakSearch insides = LeakSearch.ofInsides();
    private final LeakSearch leakedSecrets = LeakSearch.ofSecrets();

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var violations = new ArrayList<Violation>();
        var response = answer.response();
        String text = text(response);
        boolean isFailure = response.status() >= 400;
        found(text, response, isFailure ? insides : traces)
                .ifPresent(leak -> violations.add(leak(GateRules.LEAK_STACK_TRACE, leak, "a message for the client")));
        if (isFailure) {
            violations.addAll(secrets(text, response));
        }
        echoed(sent.request(), text, response)
                .ifPresent(at -> violations.add(Violation.of(
                        GateRules.LEAK_CREDENTIALS, at, "no credentials", "the credentials of the request")));
        server(response).ifPresent(violations::add);
        return violations;
    }

    private List<Violation> secrets(String text, Response response) {
        var violations = new ArrayList<Violation>();
        found(text, response, leakedSecrets)
                .ifPresent(leak -> violations.add(leak(GateRules.LEAK_SECRET, leak.masked(), "no secrets")));
        HeldTokens.found(response)
                .ifPresent(name -> violations.add(Violation.of(
                        GateRules.LEAK_TOKEN,
                        Spot.of(Part.RESPONSE_BODY),
                        "no token beside a refusal",
                        "a text called " + name)));
        return violations;
    }

    /** A text that was found in an answer. */
    private record Leak(Spot at, String what) {

        /** A short excerpt, to locate it. */
        Leak masked() {
            return new Leak(at, what.substring(0, Math.min(6, what.length())) + "…");
        }
    }

    private static Optional<Leak> found(String text, Response response, LeakSearch search) {
        var inBody = search.in(text).map(what -> new Leak(Spot.of(Part.RESPONSE_BODY), what));
        return inBody.isPresent()
                ? inBody
                : response.headers().fields().stream()
                        .flatMap(field -> search.in(field.getValue()).stream()
                                .map(what -> new Leak(Spot.of(Part.RESPONSE_HEADER, field.getKey()), what)))
                        .findFirst();
    }

    private static Violation leak(Rule rule, Leak leak, String expected) {
        return Violation.of(rule, leak.at(), expected, Violation.shortened(leak.what()));
    }

    /** The credentials of the request, plain and encoded. */
    private static Optional<Spot> echoed(Request request, String text, Response response) {
        var forms = secrets(request).flatMap(LeakCheck::forms).toList();
        return forms.stream().anyMatch(text::contains)
                ? Optional.of(Spot.of(Part.RESPONSE_BODY))
                : response.headers().fields().stream()
                        .filter(field -> forms.stream().anyMatch(field.getValue()::contains))
                        .map(field -> Spot.of(Part.RESPONSE_HEADER, field.getKey()))
                        .findFirst();
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        PercentEncoding.encoded(secret),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .distinct();
    }

    private static String text(Response response) {
        String text = response.hasBody() ? response.text() : "";
        return unescaped(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** The text without the escapes of JSON that many servers write where none is needed, such as those of slashes. */
    private static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPES.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found.group())));
    }

    private static String character(String escape) {
        return switch (escape.charAt(1)) {
            case '/' -> "/";
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
            default -> escape;
        };
    }

    private static Stream<String> secrets(Request request) {
        var credentials = request.headers().all("Authorization").stream()
                .map(Authorization::secret)
                .filter(secret -> secret.length() >= SHORTEST_SECRET);
        return Stream.concat(credentials, passwords(request));
    }

    /**
     * Values that the body calls a password, in JSON or a form. Short ones are skipped, since they may be ordinary words of the
     * answer.
     */
    private static Stream<String> passwords(Request request) {
        return request.hasBody()
                ? PASSWORDS
                        .matcher(new String(request.body(), StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                : Stream.empty();
    }

    private static Optional<Violation> server(Response response) {
        var named = BANNERS.stream()
                .flatMap(name -> response.headers().first(name).map(value -> version(name, value)).stream())
                .findFirst();
        return named.isPresent()
                ? named
                : response.headers()
                        .first("Server")
                        .filter(value -> VERSION.matcher(value).find())
                        .map(value -> version("Server", value));
    }

    private static Violation version(String header, String value) {
        return leak(GateRules.LEAK_SERVER, new Leak(Spot.of(Part.RESPONSE_HEADER, header), value), "no version");
    }
}
