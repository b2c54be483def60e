package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that takes any value of a header, but needs it where it is required. */
class DisregardedHeadersTest {

    @ParameterizedTest(name = "{0}: {1}, required: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header            | schema                                       | required | violated rules
            Prefer              | {type: string, enum: [return=minimal]}       | false    |
            prefer              | {type: string, enum: [return=minimal]}       | true     |
            Range               | {type: string, pattern: '^bytes=[0-9]+-$'}   | false    |
            If-Modified-Since   | {type: string, maxLength: 29}                | false    |
            Accept-Language     | {type: string, enum: [de, en]}               | false    |
            Cache-Control       | {type: string, enum: [no-cache]}             | false    |
            traceparent         | {type: string, pattern: '^00-'}              | false    |
            If-Match            | {type: string, pattern: '^"[0-9]+"$'}        | false    | refusal.header.accepted
            X-Preference        | {type: string, enum: [return=minimal]}       | false    | refusal.header.accepted
            X-Tenant            | {type: integer}                              | true     | refusal.header.accepted
            """)
    void any_value_is_taken(String header, String schema, boolean isRequired, String rules) {
        var bytes = """
                openapi: 3.1.0
                info: {title: t, version: '1'}
                paths:
                  /a:
                    get:
                      parameters: [{name: '%s', in: header, required: %s, schema: %s}]
                      responses: {'200': {description: x}, '400': {description: x}}
                """.formatted(header, isRequired, schema).getBytes(StandardCharsets.UTF_8);
        var contract =
                ((ReadResult.Read) ContractReader.read(bytes, "openapi.yaml", ReadOptions.defaults())).contract();
        try (var provider = new LocalProvider(request -> {
            boolean isKnown = request.path().equals("/a");
            boolean isAllowed = List.of("GET", "HEAD").contains(request.method());
            boolean isMissing = isRequired && !request.headers().has(header);
            int status = !isKnown ? 404 : !isAllowed ? 405 : isMissing ? 400 : 200;
            var headers = status == 405 ? Headers.of("Allow", "GET, HEAD") : Headers.none();
            return new Response(status, headers, new byte[0]);
        })) {
            assertThat(provider.brokenRules(contract, GateData.none(), Severity.ERROR))
                    .containsExactlyElementsOf(rules == null ? List.of() : List.of(rules));
        }
    }
}
