package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs without credentials. A provider that accepts every request is wrong only where the request itself must have a credential; one that
 * denies such requests is right, also if the document does not say so.
 */
@Execution(ExecutionMode.CONCURRENT)
class HiddenCredentialsTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # security                              | errors
            [{certificate: []}]                     |
            [{unknown: []}]                         |
            [{certificate: [], unknown: []}]        |
            [{key: []}, {certificate: []}]          |
            [{}]                                    |
            [{key: []}]                             | auth.empty-accepted, auth.missing-accepted
            [{key: [], certificate: []}]            | auth.empty-accepted, auth.missing-accepted
            [{key: [], unknown: []}]                | auth.empty-accepted, auth.missing-accepted
            """)
    void a_provider_that_accepts_everything(String security, @Nullable String errors) {
        var contract = contract(security, ", 401: {description: no}");
        try (var provider = new LocalProvider(request ->
                Response.of(request.method().equals("GET") ? 204 : 405).with("Allow", "GET"))) {
            assertThat(errors(provider, contract).stream()
                            .filter(rule -> rule.startsWith("auth."))
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    @ParameterizedTest(name = "{0}, {1} without credentials → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # security              | answer | errors
            [{key: []}]             | 401    |
            [{key: []}]             | 403    |
            [{key: []}, {other: []}] | 401   |
            [{key: []}]             | 404    | response.status.undocumented
            [{key: []}]             | 400    | response.status.undocumented
            []                      | 401    | response.status.undocumented
            [{}, {key: []}]         | 401    | response.status.undocumented
            """)
    void a_provider_that_denies_what_has_no_key(String security, int status, @Nullable String errors) {
        try (var provider = new LocalProvider(request ->
                request.headers().first("X-Key").filter("good"::equals).isPresent()
                        ? Response.of(204)
                        : Response.of(status).with("WWW-Authenticate", "ApiKey"))) {
            assertThat(errors(provider, contract(security, "")))
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    private static Contract contract(String security, String responses) {
        return ((ReadResult.Read) ContractReader.read(
                        """
                openapi: 3.1.0
                info: {title: T, version: '1'}
                paths: {/a: {get: {security: SECURITY, responses: {204: {description: ok}RESPONSES}}}}
                components:
                  securitySchemes: {certificate: {type: mutualTLS}, key: {type: apiKey, in: header, name: X-Key}, other: {type: http, scheme: bearer}}
                """.replace("SECURITY", security)
                                .replace("RESPONSES", responses)
                                .getBytes(StandardCharsets.UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract();
    }

    private static List<String> errors(LocalProvider provider, Contract contract) {
        return provider.brokenRules(contract, GateData.none(), Severity.ERROR).stream()
                .distinct()
                .toList();
    }
}
