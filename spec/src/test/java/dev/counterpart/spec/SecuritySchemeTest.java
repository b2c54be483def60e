package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecuritySchemeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # scheme                                                              | kind          | in Authorization | bearer
            {type: apiKey, in: header, name: X-Key}                               | ApiKey        | -                | false
            {type: http, scheme: basic}                                           | HttpAuth      | Basic            | false
            {type: http, scheme: Bearer}                                          | HttpAuth      | Bearer           | true
            {type: http, scheme: bearer, bearerFormat: JWT}                       | HttpAuth      | Bearer           | true
            {type: http, scheme: digest}                                          | HttpAuth      | Digest           | false
            {type: http, scheme: hoba}                                            | HttpAuth      | HOBA             | false
            {type: http, scheme: gnap}                                            | HttpAuth      | GNAP             | false
            {type: http, scheme: SCRAM-sha-256}                                   | HttpAuth      | SCRAM-SHA-256    | false
            {type: http, scheme: DPOP}                                            | HttpAuth      | DPoP             | false
            {type: http, scheme: privatetoken}                                    | HttpAuth      | PrivateToken     | false
            {type: http, scheme: VAPID}                                           | HttpAuth      | vapid            | false
            {type: http, scheme: token}                                           | HttpAuth      | Token            | false
            {type: oauth2, flows: {}}                                             | OAuth2        | Bearer           | true
            {type: openIdConnect, openIdConnectUrl: 'https://example.com'}        | OpenIdConnect | Bearer           | true
            {type: mutualTLS}                                                     | MutualTls     | -                | false
            """)
    void a_scheme(String declared, String kind, String authorization, boolean isBearer) {
        var scheme = Objects.requireNonNull(Contracts.of("openapi: 3.1.1\ninfo: {title: Test, version: 1.0.0}\n"
                        + "paths: {/a: {get: {responses: {200: {description: ok}}}}}\n"
                        + "components: {securitySchemes: {mine: " + declared + "}}\n")
                .securitySchemes()
                .get("mine"));
        assertThat(scheme.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(scheme.name()).isEqualTo("mine");
        assertThat(scheme.place().pointer()).hasToString("/components/securitySchemes/mine");
        assertThat(scheme.authScheme().orElse("-")).isEqualTo(authorization);
        assertThat(scheme.isBearer()).isEqualTo(isBearer);
    }
}
