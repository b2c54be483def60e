package dev.counterpart.spec.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final Secrets SECRETS = Secrets.byName().and(List.of("X-Tenant", "sid"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header             | value                                     | masked
            Authorization        | Bearer ya29.demo                          | Bearer ***
            authorization        | ya29.demo                                 | ***
            Authorization        | Digest username="a", response="b c"       | Digest ***
            Proxy-Authorization  | Basic dXNlcjpwYXNz                        | Basic ***
            Cookie               | session=abc; theme=dark                   | session=***; theme=***
            Cookie               | abc; theme=dark                           | ***; theme=***
            Set-Cookie           | session=abc; Path=/; HttpOnly             | session=***; Path=/; HttpOnly
            Set-Cookie           | abc                                       | ***
            Set-Cookie           | abc; Path=/                               | ***; Path=/
            X-Api-Key            | 123456                                    | ***
            X-Auth-Token         | 123456                                    | ***
            X-Tenant             | known by the contract                     | ***
            Location             | https://a.example/cb?access_token=1&x=2   | https://a.example/cb?access_token=***&x=2
            Location             | https://ann:p@w@a.example/cb              | https://***@a.example/cb
            Location             | https://a.example/cb#access_token=1       | https://a.example/cb#access_token=***
            Location             | https://a.example/cb?code=1&state=2&x=3   | https://a.example/cb?code=***&state=***&x=3
            Location             | /cb#id_token=1&Code=2&session_state=3     | /cb#id_token=***&Code=***&session_state=***
            Location             | /f?SAMLResponse=1&ticket=2&X-Amz-Signature=3 | /f?SAMLResponse=***&ticket=***&X-Amz-Signature=***
            Location             | /pets/7?page=2&status=open                | /pets/7?page=2&status=open
            Link                 | </a?code=1>; rel="next"                   | </a?code=***>; rel="next"
            X-Code               | 1                                         | 1
            X-Original-URL       | /a?access_token=1&x=2                     | /a?access_token=***&x=2
            Server-Timing        | a;desc="token=1", b                       | a;desc="token=***", b
            Vary                 | Accept, X-Api-Key, Authorization          | Accept, X-Api-Key, Authorization
            WWW-Authenticate     | Bearer realm="pets of the shelter", error="invalid_token" | Bearer realm="pets of the shelter", error="invalid_token"
            Accept               | application/json                          | application/json
            X-Token-Type         | bearer                                    | bearer
            Access-Control-Allow-Credentials | true                          | true
            WWW-Authenticate     | Bearer realm="a"                          | Bearer realm="a"
            """)
    void a_header_is_masked(String name, String value, String masked) {
        assertThat(SECRETS.header(name, value)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # query                             | masked
            access_token=1&page=2               | access_token=***&page=2
            page=2&api_key=1                    | page=2&api_key=***
            api%5Fkey=1                         | api%5Fkey=***
            sid=1                               | sid=***
            token                               | token
            token=&a=b                          | token=***&a=b
            a=token=1                           | a=token=1
            a=1&&b=2                            | a=1&&b=2
            """)
    void a_query_is_masked(String query, String masked) {
        assertThat(SECRETS.query(query)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # JSON                                               | masked
            {"accessToken": "ya29", "scopes": ["a"]}             | {"accessToken": "***", "scopes": ["a"]}
            {"user": {"password" : "p", "name": "n"}}            | {"user": {"password" : "***", "name": "n"}}
            {"tokens": ["a"], "total_tokens": 7, "b": 8}         | {"tokens": ["***"], "total_tokens": 7, "b": 8}
            {"token": ["a", "b", 3], "c": "d"}                   | {"token": ["***", "***", "***"], "c": "d"}
            {"token": {"value": "a", "secret": "b"}}             | {"token": {"value": "***", "secret": "***"}}
            {"a": {"token": [{"b": "c"}], "d": "e"}, "f": "g"}   | {"a": {"token": [{"b": "***"}], "d": "e"}, "f": "g"}
            {"m": "{\\"token\\": \\"a\\"}"}                      | {"m": "{\\"token\\": \\"***\\"}"}
            {"name": "token", "value": "a", "b": "c"}            | {"name": "token", "value": "***", "b": "c"}
            {"value": "a", "name": "token", "b": "c"}            | {"value": "***", "name": "token", "b": "c"}
            [{"value":"a","key":"api_key"},{"value":"b"}]        | [{"value":"***","key":"api_key"},{"value":"b"}]
            {"value": 1234 , "x": {"y": [1]}, "name": "password"} | {"value": "***" , "x": {"y": [1]}, "name": "password"}
            {"value": ["a", {"b": 1}], "field": "secret"}        | {"value": "***", "field": "secret"}
            {"name": "token", "x": {"a": 1}, "value": "a"}       | {"name": "token", "x": {"a": 1}, "value": "***"}
            {"value": {"value": "a", "name": "token"}, "name": "pet"} | {"value": {"value": "***", "name": "token"}, "name": "pet"}
            {"value": "a \\" b", "name": "token"}              | {"value": "***", "name": "token"}
            {"value": null, "name": "token"}                     | {"value": null, "name": "token"}
            {"value": "a", "name": "colour"}                     | {"value": "a", "name": "colour"}
            {"value": "a", "x": {"name": "token"}}               | {"value": "a", "x": {"name": "token"}}
            {"value": "a", "name": "token                        | {"value": "***", "name": "token
            {"password": 1234, "n": 5}                           | {"password": "***", "n": 5}
            {"password": null, "n": 5}                           | {"password": null, "n": 5}
            {"a": "token", "b": "x"}                             | {"a": "token", "b": "x"}
            {"pass\\u0077ord": "p"}                              | {"pass\\u0077ord": "***"}
            {"token": "a \\" b", "c": 1}                         | {"token": "***", "c": 1}
            {"token": "cut off                                   | {"token": "***"
            {"token":                                            | {"token":
            two texts: {"token": "a"} and {"token": "b"}         | two texts: {"token": "***"} and {"token": "***"}
            no JSON: token "a"                                   | no JSON: token "a"
            """)
    void json_is_masked(String json, String masked) {
        assertThat(SECRETS.json(json)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # text, in which ¶ is a line break                   | masked, or - if the secret cannot be located
            {"cookie": "a=1; b=2", "n": 1}                       | {"cookie": "***", "n": 1}
            {"headers": {"Set-Cookie": ["a=1; Path=/"]}}         | {"headers": {"Set-Cookie": ["***"]}}
            [{"name": "Authorization", "value": "Digest abc"}]   | [{"name": "Authorization", "value": "***"}]
            {"url": "https://ann:pw@a.example/?x=1"}             | {"url": "https://***@a.example/?x=1"}
            no route to postgres://ann:p%40w@db:5432/pets        | no route to postgres://***@db:5432/pets
            see https://a.example/a@b:c and mail ann@a.example   | see https://a.example/a@b:c and mail ann@a.example
            HTTP/1.1 200 OK¶Set-Cookie: sid=1; Path=/¶¶          | HTTP/1.1 200 OK¶Set-Cookie: ***; Path=/¶¶
            token: >-¶  abc¶                                     | -
            - name: password¶  value: abc¶                       | -
            name: password¶age: 7¶                               | name: password¶age: 7¶
            missing field: password                              | missing field: password
            <entry><key>password</key><value>abc</value></entry> | -
            <entry><key>colour</key><value>red</value></entry>   | <entry><key>colour</key><value>red</value></entry>
            <param name="password" value="abc"/>                 | -
            <input value=abc type=hidden name=csrf_token>        | -
            string "<input name=\\"csrf_token\\" value=\\"abc\\">"   | -
            {"m": "password=\\"abc\\", colour=\\"red\\""}         | {"m": "password=\\"***\\", colour=\\"red\\""}
            {"m": "token: \\"abc"}                               | {"m": "token: \\"***
            <input type=text name=colour value=red>              | <input type=text name=colour value=red>
            <p>field=password is too short</p>                   | <p>field=password is too short</p>
            """)
    void text_is_masked(String text, String masked) {
        assertThat(SECRETS.text(
                                text.replace('¶', '\n'),
                                Optional.empty(),
                                UnaryOperator.identity(),
                                (name, value) -> {})
                        .map(result -> result.replace('\n', '¶'))
                        .orElse("-"))
                .isEqualTo(masked);
    }

    @Test
    void a_request_is_masked_in_all_its_parts() {
        var request = Request.of(Method.POST, "/login?api_key=1")
                .withHeaders(Headers.of("Cookie", "a=b", "Content-Type", "application/x-www-form-urlencoded"))
                .withBody("user=a&password=b");

        assertThat(SECRETS.masked(request))
                .isEqualTo(Request.of(Method.POST, "/login?api_key=***")
                        .withHeaders(Headers.of("Cookie", "a=***", "Content-Type", "application/x-www-form-urlencoded"))
                        .withBody("user=a&password=***"));
    }

    @Test
    void a_response_keeps_all_bytes_that_are_no_secret() {
        var response = Response.of(200, "application/json", "{\"name\": \"Zoë €\", \"secret\": \"é\"}");

        assertThat(SECRETS.masked(response))
                .isEqualTo(Response.of(200, "application/json", "{\"name\": \"Zoë €\", \"secret\": \"***\"}"));
    }

    /** Texts that overflow the stack of a recursive parser, or take quadratic time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"token\":",
                "\"",
                "\\",
                "\"\\",
                "{\"a\":[",
                "token",
                "=&",
                "\"token\":\"a\",",
                "://a:",
                "a name=token ",
                "name: token\n"
            })
    void a_hostile_body_costs_linear_time_and_no_stack(String part) {
        String body = part.repeat(2 * Secrets.LARGEST_BODY / part.length());

        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(SECRETS.masked(Response.of(200, "application/json", body))
                                .body()
                                .length)
                        .isGreaterThanOrEqualTo(Secrets.LARGEST_BODY / 4)
                        .isLessThanOrEqualTo(2 * Secrets.LARGEST_BODY));
    }
}
