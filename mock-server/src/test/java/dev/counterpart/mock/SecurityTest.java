package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credentials satisfy a security requirement, and what a refusal asks for (OpenAPI 3.1.1, Security Requirement Object). */
class SecurityTest {

    private static final String DOCUMENT = """
            openapi: 3.1.1
            info: {title: T, version: '1'}
            paths: {/a: {get: {security: %s, responses: {200: {description: ok}}}}}
            components:
              securitySchemes:
                bearer: {type: http, scheme: bearer}
                basic: {type: http, scheme: basic}
                digest: {type: http, scheme: digest}
                token: {type: http, scheme: token}
                hoba: {type: http, scheme: HOBA}
                dpop: {type: http, scheme: dpop}
                negotiate: {type: http, scheme: Negotiate}
                scram: {type: http, scheme: SCRAM-SHA-256}
                key: {type: apiKey, in: header, name: X-Key}
                oauth: {type: oauth2, flows: {}}
                openid: {type: openIdConnect, openIdConnectUrl: https://example.com}
                tls: {type: mutualTLS}
            """;

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # security                     | header                         | status | challenge
            []                             | ``                             | 200    | ``
            []                             | Authorization: Basic x         | 200    | ``
            [{}]                           | ``                             | 200    | ``
            [{}]                           | Authorization: Bearer x        | 200    | ``
            [{}]                           | Authorization: nonsense        | 200    | ``
            [{bearer: []}, {}]             | ``                             | 200    | ``
            [{bearer: []}, {}]             | Authorization: Basic x         | 200    | ``
            [{}, {bearer: []}]             | Authorization: Basic x         | 200    | ``
            [{key: [], bearer: []}, {}]    | X-Key: k                       | 200    | ``
            [{bearer: []}]                 | ``                             | 401    | Bearer
            [{bearer: []}]                 | Authorization: Basic x         | 401    | Bearer
            [{bearer: []}]                 | Authorization: bearer x        | 200    | ``
            [{bearer: []}]                 | Authorization: Bearer          | 401    | Bearer
            [{oauth: [a]}]                 | ``                             | 401    | Bearer
            [{openid: []}]                 | ``                             | 401    | Bearer
            [{basic: []}, {token: []}]     | ``                             | 401    | `Basic realm="*", Token`
            [{basic: []}, {token: []}]     | Authorization: token abc       | 200    | ``
            [{token: []}]                  | ``                             | 401    | Token
            [{token: []}]                  | Authorization: Token abc       | 200    | ``
            [{token: []}]                  | Authorization: TOKEN token=abc | 200    | ``
            [{token: []}]                  | Authorization: Bearer abc      | 401    | Token
            [{token: []}]                  | Authorization: Token           | 401    | Token
            [{hoba: []}]                   | ``                             | 401    | HOBA
            [{hoba: []}]                   | Authorization: HOBA result=a   | 200    | ``
            [{dpop: []}]                   | ``                             | 401    | DPoP
            [{dpop: []}]                   | Authorization: DPoP abc        | 200    | ``
            [{negotiate: []}]              | Authorization: Negotiate YIIJ  | 200    | ``
            [{scram: []}]                  | ``                             | 401    | SCRAM-SHA-256
            [{digest: []}]                 | ``                             | 401    | `Digest realm="*", nonce="abc123"`
            [{key: []}]                    | ``                             | 401    | ApiKey
            [{key: []}, {bearer: []}]      | ``                             | 401    | Bearer
            [{key: []}]                    | X-Key: k                       | 200    | ``
            [{key: [], token: []}]         | X-Key: k                       | 401    | Token
            [{tls: []}]                    | ``                             | 200    | ``
            """)
    void credentials_are_checked(String security, String header, int status, String challenge) {
        check(Compat.NONE, security, header, status, challenge);
    }

    /** Prism names a scheme None where an alternative has no scheme, and does not check schemes that it does not know. */
    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # security          | header                  | status | challenge
            [{}]                | ``                      | 200    | ``
            [{}]                | Authorization: Bearer x | 401    | None
            [{bearer: []}, {}]  | ``                      | 200    | ``
            [{bearer: []}, {}]  | Authorization: Bearer x | 200    | ``
            [{bearer: []}, {}]  | Authorization: Basic x  | 401    | Bearer,None
            [{token: []}]       | ``                      | 200    | ``
            """)
    void prism_is_unchanged(String security, String header, int status, String challenge) {
        check(Compat.PRISM, security, header, status, challenge);
    }

    private static void check(Compat compat, String security, String header, int status, String challenge) {
        byte[] document = DOCUMENT.formatted(security).getBytes(StandardCharsets.UTF_8);
        var read = (ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults());
        var engine = new MockEngine(
                read.contract(), Fixtures.none(), MockOptions.defaults().withCompat(compat));
        var response = engine.answer(Requests.of("GET /a HTTP/1.1\n" + (header.isEmpty() ? "" : header + "\n") + "\n"))
                .response();

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("WWW-Authenticate").orElse("")).isEqualTo(challenge);
    }
}
