package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A provider that accepts every request. It is wrong only where the request itself must have a credential. */
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
        var contract = ((ReadResult.Read) ContractReader.read(
                        """
                openapi: 3.1.0
                info: {title: T, version: '1'}
                paths: {/a: {get: {security: SECURITY, responses: {204: {description: ok}, 401: {description: no}}}}}
                components:
                  securitySchemes: {certificate: {type: mutualTLS}, key: {type: apiKey, in: header, name: X-Key}}
                """.replace("SECURITY", security).getBytes(StandardCharsets.UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract();
        try (var provider = new LocalProvider(request ->
                Response.of(request.method().equals("GET") ? 204 : 405).with("Allow", "GET"))) {
            assertThat(provider.brokenRules(contract, GateData.none(), Severity.ERROR).stream()
                            .distinct()
                            .filter(rule -> rule.startsWith("auth."))
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }
}
