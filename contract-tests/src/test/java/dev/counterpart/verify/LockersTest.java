package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that ask for Basic: whom they let in, and what they do with the body of a refused request. */
@Execution(ExecutionMode.CONCURRENT)
class LockersTest {

    private static final Contract CONTRACT = LocalProvider.contract("lockers.yaml");
    private static final String USER = "ann";
    private static final String PASSWORD = "Pass:word-0123456789";
    private static final GateData DATA = GateData.none()
            .with(new Credential(
                    "user",
                    Map.of(Credential.ANY, new Secret(USER + ":" + PASSWORD, "$USER_TOKEN")),
                    Optional.empty()));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # habit                                            | broken rule, or none
        none                                               |
        sends a charset                                    |
        has a realm with quotes and commas                 |
        says that it closes the connection after a refusal |
        refuses bad Base64 with 400                        |
        lets any password in                               | auth.token.tampered-accepted
        compares the first 8 characters                    | auth.token.tampered-accepted
        compares as many characters as were sent           | auth.token.tampered-accepted
        cuts longer passwords                              | auth.token.tampered-accepted
        lets an empty password in                          | auth.token.tampered-accepted
        looks at the password only                         | auth.token.tampered-accepted
        compares passwords without case                    | auth.token.tampered-accepted
        reads the body of a refused request as the next request | stability.connection
        """)
    void who_is_let_in(String habit, @Nullable String rule) {
        try (var provider = new LocalProvider(request -> answer(habit, request))) {
            assertThat(provider.brokenRules(CONTRACT, DATA, Severity.ERROR))
                    .isEqualTo(rule == null ? List.of() : List.of(rule));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "repeats the password",
                "repeats the credentials",
                "repeats the header",
                "lets any password in",
                "lets an empty password in"
            })
    void no_report_shows_a_password_or_one_that_was_made_of_it(String habit) {
        try (var provider = new LocalProvider(request -> answer(habit, request))) {
            var report = Accusations.report(CONTRACT, SuiteOptions.of(provider.target(), DATA));

            assertThat(report.causes()).isNotEmpty();
            for (var format : SecretsInReportsTest.FORMATS) {
                assertThat(format.text(report)).as(format.name()).isNotEmpty().doesNotContain(shown());
            }
        }
    }

    /** Parts of the password, as they are and in Base64 behind the user. */
    private static List<String> shown() {
        String encoded = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return Stream.of("word-01234", "WORD-01234", encoded.substring(4, 16), encoded.substring(6, 18))
                .toList();
    }

    private static Response answer(String habit, Request request) {
        boolean isLetIn = isLetIn(habit, login(request));
        if (habit.startsWith("reads the body") && followsRefusedBody()) {
            return Response.of(400);
        }
        if (!List.of("GET", "HEAD", "POST").contains(request.method())) {
            return Response.of(405).with("Allow", "GET, HEAD, POST");
        }
        if (!request.path().equals("/lockers")) {
            return Response.of(404);
        }
        if (!isLetIn) {
            return refused(habit, request);
        }
        if (!request.method().equals("POST")) {
            return Response.of(200, "application/json", "[\"a\"]");
        }
        boolean isValid = request.contentType().filter(type -> type.isJson()).isPresent()
                && Json.parse(request.body()) instanceof Json.Parsed.Value json
                && json.node().isObject();
        return Response.of(isValid ? 201 : 400);
    }

    private static boolean followsRefusedBody() {
        var earlier = LocalProvider.earlier();
        return !earlier.isEmpty()
                && earlier.get(earlier.size() - 1).hasBody()
                && login(earlier.get(earlier.size() - 1)).isEmpty();
    }

    private static Response refused(String habit, Request request) {
        String decoded = login(request).orElse("nothing");
        String repeated = switch (habit) {
            case "repeats the password" -> decoded.substring(decoded.indexOf(':') + 1);
            case "repeats the credentials" -> decoded;
            case "repeats the header" ->
                request.headers().first("Authorization").orElse("nothing");
            default -> "not in";
        };
        String challenge = habit.equals("sends a charset")
                ? "Basic realm=\"lockers\", charset=\"UTF-8\""
                : habit.startsWith("has a realm") ? "Basic realm=\"a, \\\"b\\\", Bearer c=d\"" : "Basic realm=\"a\"";
        boolean isBad = habit.startsWith("refuses bad") && decoded.indexOf(':') < 0 && !decoded.equals("nothing");
        String text = "\"who is " + quoted(repeated) + "\"";
        String body = habit.startsWith("repeats") ? "[" + text + "]" : "{\"error\": " + text + "}";
        var response = Response.of(isBad ? 400 : 401, "application/json", body);
        response = isBad ? response : response.with("WWW-Authenticate", challenge);
        return habit.startsWith("says that it closes") ? response.with("Connection", "close") : response;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[^ -~]", "?");
    }

    private static boolean isLetIn(String habit, Optional<String> login) {
        String text = login.orElse("");
        int colon = text.indexOf(':');
        String user = colon < 0 ? "" : text.substring(0, colon);
        String password = colon < 0 ? "" : text.substring(colon + 1);
        boolean isUser = user.equals(USER);
        return switch (habit) {
            case "lets any password in" -> isUser;
            case "compares the first 8 characters" -> isUser && password.startsWith(PASSWORD.substring(0, 8));
            case "compares as many characters as were sent" ->
                isUser && !password.isEmpty() && PASSWORD.startsWith(password);
            case "cuts longer passwords" -> isUser && password.startsWith(PASSWORD);
            case "lets an empty password in" -> isUser && (password.isEmpty() || password.equals(PASSWORD));
            case "looks at the password only" -> password.equals(PASSWORD);
            case "compares passwords without case" ->
                isUser && password.toLowerCase(Locale.ROOT).equals(PASSWORD.toLowerCase(Locale.ROOT));
            default -> isUser && password.equals(PASSWORD);
        };
    }

    /** What stands behind the scheme Basic, decoded; as it is if it is not Base64. */
    private static Optional<String> login(Request request) {
        String value = request.headers().first("Authorization").orElse("");
        if (!value.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return Optional.empty();
        }
        String text = value.substring("basic ".length()).strip();
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.of(text);
        }
    }
}
