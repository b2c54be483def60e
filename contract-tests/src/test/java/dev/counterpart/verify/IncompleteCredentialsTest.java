package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All schemes of a security requirement must be satisfied (OpenAPI 3.1.1, Security Requirement Object). */
@Execution(ExecutionMode.CONCURRENT)
class IncompleteCredentialsTest {

    @TempDir
    private Path folder = Path.of("");

    /** The provider requires the credentials that the column names, and answers that status without them. */
    @ParameterizedTest(name = "{0}: the provider requires {1}, otherwise {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # security                             | requires                | status | errors
            [{session: [], csrf: []}]              | session and csrf        | 403    |
            [{session: [], csrf: []}]              | session and csrf        | 401    |
            [{session: [], csrf: []}]              | session and csrf        | 419    |
            [{session: [], csrf: []}]              | session and csrf        | 422    |
            [{session: [], csrf: []}]              | session                 | 403    | auth.incomplete-accepted
            [{session: [], csrf: []}]              | csrf                    | 403    | auth.incomplete-accepted
            [{session: [], csrf: []}]              | session and csrf        | 500    | status.server-error
            [{token: [], csrf: []}]                | token                   | 403    | auth.incomplete-accepted
            [{token: [], csrf: []}]                | token and csrf          | 403    |
            [{session: [], csrf: []}, {session: []}] | session               | 403    |
            [{session: []}, {csrf: []}]            | session or csrf         | 403    |
            [{token: [], other: []}]               | token                   | 403    |
            """)
    void the_gate_finds(String security, String requires, int status, @Nullable String errors) throws IOException {
        try (var provider = new LocalProvider(request -> answer(request, requires, status))) {
            assertThat(provider.brokenRules(contract(security), data(), Severity.ERROR).stream()
                            .filter(rule -> !rule.equals("auth.status.not-401"))
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    private static Response answer(Request request, String requires, int status) {
        if (!request.path().equals("/a")) {
            return Response.of(404);
        }
        if (!request.method().equals("POST")) {
            return Response.of(405).with("Allow", "POST");
        }
        boolean isSession = Pair.ofCookies(request.headers()).stream()
                .anyMatch(pair -> pair.text().equals("SID=s-good-0123456789"));
        boolean isCsrf = request.headers()
                .first("X-CSRF-Token")
                .filter("c-good-0123456789"::equals)
                .isPresent();
        boolean isToken = request.headers()
                .first("Authorization")
                .filter("Bearer t-good-0123456789"::equals)
                .isPresent();
        boolean isAllowed = switch (requires) {
            case "session and csrf" -> isSession && isCsrf;
            case "token and csrf" -> isToken && isCsrf;
            case "session or csrf" -> isSession || isCsrf;
            case "session" -> isSession;
            case "csrf" -> isCsrf;
            default -> isToken;
        };
        boolean isNothing = !isSession && !isCsrf && !isToken;
        return isAllowed
                ? Response.of(204)
                : isNothing ? Response.of(401).with("WWW-Authenticate", "ApiKey") : Response.of(status);
    }

    private GateData data() throws IOException {
        var file = Files.writeString(folder.resolve("data.yaml"), """
                credentials:
                  user: {session: s-good-0123456789, csrf: c-good-0123456789, token: t-good-0123456789, other: t-good-0123456789}
                """);
        return ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
    }

    private static Contract contract(String security) {
        return ((ReadResult.Read) ContractReader.read(
                        """
                openapi: 3.1.0
                info: {title: T, version: '1'}
                paths: {/a: {post: {security: SECURITY, responses: {204: {description: ok}}}}}
                components:
                  securitySchemes:
                    session: {type: apiKey, in: cookie, name: SID}
                    csrf: {type: apiKey, in: header, name: X-CSRF-Token}
                    token: {type: http, scheme: bearer}
                    other: {type: http, scheme: bearer}
                """.replace("SECURITY", security).getBytes(StandardCharsets.UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract();
    }
}
