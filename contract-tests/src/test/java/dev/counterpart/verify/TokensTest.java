package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A provider that verifies JWTs by itself, with one habit: most of them let somebody in. */
@Execution(ExecutionMode.CONCURRENT)
class TokensTest {

    private static final String KNOWN = "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken";
    private static final String ACCOUNT = "/oauthAccounts/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/accessToken";
    private static final String KEY = "the-key-of-this-provider-0123456789";
    private static final String GOOD = signed(
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"ann\",\"scope\":\"user.read\",\"exp\":4102444800}", KEY);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # habit                                     | broken rules
        none                                        |
        # --- lets somebody in
        takes alg none in small letters             | auth.token.unsigned-accepted
        takes alg none in other letters             | auth.token.unsigned-accepted
        takes the key that a token brings           | auth.token.other-key-accepted
        reads the key from the file that kid names  | auth.token.other-key-accepted
        takes the key of a tutorial as well         | auth.token.other-key-accepted
        leaves out the last character of signatures | auth.token.tampered-accepted
        compares signatures without case            | auth.token.tampered-accepted
        looks at the first three parts              | auth.token.malformed-accepted
        looks for the scheme anywhere               | auth.scheme.other-accepted
        takes a scheme without a space              | auth.token.malformed-accepted
        takes the token null                        | auth.token.malformed-accepted
        takes the token undefined                   | auth.token.malformed-accepted
        takes tokens in X-Access-Token              | auth.misplaced-accepted
        takes tokens in the query as token          | auth.misplaced-accepted
        lets its own machine in                     | auth.missing-accepted
        protects the exact path only                | auth.missing-accepted
        protects paths without parameters only      | auth.missing-accepted
        # --- answers wrongly
        fails on long tokens                        | status.server-error
        hides accounts from bad tokens              | auth.status.not-401
        tells bad tokens what is not there          | auth.status.not-401
        asks for Basic                              | auth.challenge.other
        # --- is odd, but right
        refuses long headers                        |
        calls malformed tokens bad requests         |
        asks for Bearer and Basic                   |
        asks in a line for each scheme              |
        asks for a scheme of its own                |
        sends its page for paths that it has not    |
        sends clients to the path without a slash   |
        answers the path with a slash as well       |
        fails an account for everybody              |
        """)
    void who_is_let_in(String habit, String rules) throws Exception {
        var expected = rules == null ? List.<String>of() : List.of(rules.split(", ", -1));
        try (var provider = new LocalProvider(new Tokens(habit)::to)) {
            assertThat(provider.brokenRules(Provider.CONTRACT, data(), Severity.ERROR))
                    .isEqualTo(expected);
        }
    }

    private GateData data() throws Exception {
        var file = Files.writeString(folder.resolve("data.yaml"), """
                credentials:
                  ann: { bearerAuth: %s }
                  bob: { bearerAuth: %s }
                operations:
                  getUserOauthAccessToken:
                    - { status: 200, path: { oauthAccountId: 0f8fad5b-d9cb-469f-a165-70867728950e } }
                    - { status: 404, path: { oauthAccountId: 00000000-0000-4000-8000-000000000404 } }
                    - { status: 500, path: { oauthAccountId: 00000000-0000-4000-8000-000000000500 } }
                """.formatted(
                GOOD, signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"bob\",\"exp\":4102444800}", KEY)));
        return ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
    }

    private static String signed(String fields, String claims, String key) {
        String head = encoded(fields) + "." + encoded(claims);
        return head + "." + signature(head, key);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String text, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    key.isEmpty() ? new byte[1] : key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The provider. */
    private record Tokens(String habit) {

        private boolean has(String name) {
            return habit.equals(name);
        }

        Response to(Request request) {
            String path = request.path();
            if (has("answers the path with a slash as well") || has("protects the exact path only")) {
                path = path.replaceAll("/$", "");
            }
            if (has("protects paths without parameters only")) {
                path = path.replaceAll(";.*", "");
            }
            boolean open = has("protects the exact path only") || has("protects paths without parameters only");
            if (!path.startsWith("/oauthAccounts/") || !path.matches("/oauthAccounts/[^/]*/accessToken")) {
                return elsewhere(request);
            }
            if (!request.method().matches("GET|HEAD")) {
                return Response.of(405).with("Allow", "GET, HEAD");
            }
            boolean detour = !path.equals(request.path());
            return (open && detour) || isLetIn(request) ? answer(path) : refusal(request);
        }

        private Response elsewhere(Request request) {
            if (has("sends its page for paths that it has not")) {
                return Response.of(200, "text/html", "<html><body>our shop</body></html>");
            }
            return has("sends clients to the path without a slash")
                            && request.path().endsWith("/")
                    ? Response.of(308).with("Location", request.path().replaceAll("/$", ""))
                    : Response.of(404);
        }

        private Response answer(String path) {
            if (path.contains("-000000000500/")) {
                return Response.of(500, "application/json", "{\"error\": \"down\"}");
            }
            if (!path.matches(ACCOUNT)) {
                return Response.of(404);
            }
            return path.equals(KNOWN)
                    ? Response.of(200, "application/json", "{\"accessToken\": \"ya29.of-ann\", \"scopes\": []}")
                            .with("Cache-Control", "no-store")
                    : Response.of(404);
        }

        private Response refusal(Request request) {
            String sent = request.headers().first("Authorization").orElse("");
            if (has("fails on long tokens") && sent.length() > 5_000) {
                return Response.of(500, "application/json", "{\"error\": \"value too long\"}");
            }
            if (has("refuses long headers") && sent.length() > 5_000) {
                return Response.of(431, "text/html", "<h1>431</h1>");
            }
            if (has("hides accounts from bad tokens") && sent.startsWith("Bearer ey")) {
                return Response.of(404);
            }
            if (has("tells bad tokens what is not there")
                    && sent.startsWith("Bearer ")
                    && !request.path().equals(KNOWN)) {
                return Response.of(404);
            }
            if (has("calls malformed tokens bad requests")
                    && sent.matches("Bearer (null|undefined|not a.*|.*\\..*\\..*\\..*|x+)")) {
                return Response.of(400, "application/json", "{\"error\": \"invalid_request\"}")
                        .with("WWW-Authenticate", "Bearer error=\"invalid_request\"");
            }
            var denied = Response.of(401, "application/json", "{\"error\": \"No jwt provided!\"}");
            return switch (habit) {
                case "asks for Basic" -> denied.with("WWW-Authenticate", "Basic realm=\"a, b\"");
                case "asks for Bearer and Basic" ->
                    denied.with("WWW-Authenticate", "Basic realm=\"x\", charset=\"UTF-8\", Bearer realm=\"x\"");
                case "asks in a line for each scheme" ->
                    denied.withHeaders(denied.headers()
                            .and("WWW-Authenticate", "Basic realm=\"x\"")
                            .and("WWW-Authenticate", "Bearer"));
                case "asks for a scheme of its own" -> denied.with("WWW-Authenticate", "JWT realm=\"x\"");
                default -> denied.with("WWW-Authenticate", "Bearer");
            };
        }

        private boolean isLetIn(Request request) {
            String sent = request.headers().first("Authorization").orElse("");
            if (has("lets its own machine in")
                    && request.headers().first("X-Forwarded-For").equals(Optional.of("127.0.0.1"))) {
                return true;
            }
            if (has("takes tokens in X-Access-Token")
                    && request.headers()
                            .first("X-Access-Token")
                            .filter(this::isGood)
                            .isPresent()) {
                return true;
            }
            if (has("takes tokens in the query as token")
                    && request.query().matches("(.*&)?token=" + GOOD + "(&.*)?")) {
                return true;
            }
            String scheme = has("looks for the scheme anywhere")
                    ? "(?i:.*bearer) "
                    : has("takes a scheme without a space") ? "(?i:bearer) ?" : "(?i:bearer) ";
            return sent.matches(scheme + "\\S+") && isGood(sent.replaceFirst(scheme, ""));
        }

        private boolean isGood(String token) {
            if (has("takes the token " + token)) {
                return true;
            }
            var parts = token.split("\\.", -1);
            boolean whole = parts.length == 3 || (parts.length > 3 && has("looks at the first three parts"));
            var fields = whole ? decoded(parts[0]) : Optional.<JsonNode>empty();
            var claims = whole ? decoded(parts[1]) : Optional.<JsonNode>empty();
            return fields.isPresent()
                    && claims.isPresent()
                    && claims.get().path("exp").asLong(0) > 2_000_000_000L
                    && isSigned(parts, fields.get());
        }

        private boolean isSigned(String[] parts, JsonNode fields) {
            String alg = fields.path("alg").asString("");
            if (alg.equalsIgnoreCase("none")) {
                return has("takes alg none in " + (alg.equals("none") ? "small" : "other") + " letters");
            }
            return alg.equals("HS256") && (fits(parts, KEY) || fits(parts, otherKey(fields)));
        }

        /** The key that the habit lets count as well; the provider's own where there is none. */
        private String otherKey(JsonNode fields) {
            return switch (habit) {
                case "takes the key of a tutorial as well" -> "secret";
                case "reads the key from the file that kid names" ->
                    fields.path("kid").asString("").endsWith("/dev/null") ? "" : KEY;
                case "takes the key that a token brings" ->
                    fields.path("jwk").has("k")
                            ? text(fields.path("jwk").path("k").asString())
                            : KEY;
                default -> KEY;
            };
        }

        private boolean fits(String[] parts, String key) {
            String expected = signature(parts[0] + "." + parts[1], key);
            if (has("compares signatures without case")) {
                return expected.equalsIgnoreCase(parts[2]);
            }
            return has("leaves out the last character of signatures")
                    ? parts[2].length() == expected.length()
                            && parts[2].startsWith(expected.substring(0, expected.length() - 1))
                    : expected.equals(parts[2]);
        }

        private static Optional<JsonNode> decoded(String part) {
            try {
                return Json.parse(Base64.getUrlDecoder().decode(part)) instanceof Json.Parsed.Value value
                        ? Optional.of(value.node())
                        : Optional.empty();
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }

        private static String text(String base64) {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        }
    }
}
