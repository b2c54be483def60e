package dev.counterpart.verify.check;

import dev.counterpart.spec.Rule;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer should not tell: the provider's inside, and the credentials it was given. */
final class LeakCheck implements Check {

    /** Larger bodies are looked at up to here, in characters. */
    private static final int LONGEST = 200_000;

    private static final int SHORTEST_SECRET = 12;

    private static final Pattern TRACES = Pattern.compile("\\bat [\\w$.]+\\([\\w$]+\\.(?:java|kt|scala):\\d+\\)"
            + "|Traceback \\(most recent call last\\)"
            + "|File \"[^\"]+\", line \\d+, in "
            + "|\\bat .{1,80}\\(?[\\w./\\\\-]+\\.(?:js|ts|cs):(?:line )?\\d+"
            + "|goroutine \\d+ \\[running\\]"
            + "|Caused by: [\\w.]+(?:Exception|Error)"
            + "|\\b(?:java|javax|org|com|io|net)\\.[\\w.]+(?:Exception|Error)\\b"
            + "|ORA-\\d{5}|SQLSTATE\\[?\\w+"
            + "|invalid input syntax for (?:type )?uuid"
            + "|syntax error at or near \""
            + "|in /[\\w./-]+\\.php(?: on line |:)\\d+"
            + "|\\.rb:\\d+:in [`']"
            + "|panicked at ['\\w./-]+"
            + "|duplicate key value violates unique constraint|E11000 duplicate key"
            + "|You have an error in your SQL syntax|near \"[^\"]{1,80}\": syntax error"
            + "|\\b(?:psycopg2?|sqlalchemy|sequelize|Sequelize\\w*Error|MongoServerError|PDOException)\\b"
            + "|\\b(?:ECONNREFUSED|ETIMEDOUT|ENOTFOUND) [\\w.:-]+"
            + "|\\bSystem\\.[\\w.]+Exception\\b");

    private static final Pattern VERSION = Pattern.compile("/\\d");

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var violations = new ArrayList<Violation>();
        var response = answer.response();
        String text = text(response);
        var matcher = TRACES.matcher(text);
        if (matcher.find()) {
            violations.add(Violation.of(
                    GateRules.LEAK_STACK_TRACE,
                    Spot.of(Part.RESPONSE_BODY),
                    "a message for the client",
                    Violation.shortened(matcher.group())));
        }
        echoed(sent.request(), text, response)
                .ifPresent(at -> violations.add(Violation.of(
                        GateRules.LEAK_CREDENTIALS, at, "no credentials", "the credentials of the request")));
        server(response).ifPresent(violations::add);
        return violations;
    }

    /** Where the request's credentials are, as they are or coded. */
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
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Stream<String> secrets(Request request) {
        return request.headers().all("Authorization").stream()
                .map(value -> value.substring(value.indexOf(' ') + 1))
                .filter(secret -> secret.length() >= SHORTEST_SECRET);
    }

    private static Optional<Violation> server(Response response) {
        var powered = response.headers()
                .first("X-Powered-By")
                .map(value -> leak(GateRules.LEAK_SERVER, "X-Powered-By", value));
        return powered.isPresent()
                ? powered
                : response.headers()
                        .first("Server")
                        .filter(value -> VERSION.matcher(value).find())
                        .map(value -> leak(GateRules.LEAK_SERVER, "Server", value));
    }

    private static Violation leak(Rule rule, String header, String value) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_HEADER, header), "no version", Violation.shortened(value));
    }
}
