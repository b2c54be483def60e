package dev.counterpart.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No file of a recording contains a secret, wherever it stands in a message. */
class SecretsInRecordingsTest {

    private static final String SECRET = "s3cr3tValue0123456789";
    private static final String BASE64 = "czNjcjN0VmFsdWUwMTIzNDU2Nzg5";

    /** Header of this token: HS256; claims: sub ann, email, client_secret SECRET. */
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9."
            + "eyJzdWIiOiJhbm4iLCJzY29wZSI6InJlYWQiLCJleHAiOjE2MDAwMDAwMDB9.c2lnbmF0dXJlLW9mLXRoZS1wcm92aWRlcg";

    private static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("""
                    openapi: 3.1.0
                    info: {title: any, version: '1'}
                    components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Partner}}}
                    paths:
                      /any/{id}:
                        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                        post: {operationId: any, responses: {default: {description: '', content: {'*/*': {}}}}}
                    """.getBytes(StandardCharsets.UTF_8), "any.yaml", ReadOptions.defaults()))
            .contract();

    @TempDir
    private Path folder;

    private String recorded(SecretRules rules, Request request, Response response) throws IOException {
        var recording = Recording.into(folder, CONTRACT, rules);
        recording.add(request, response);
        // a second request, so that the first one needs conditions
        recording.add(request.withPath("/any/other").withBody(""), Response.of(404));
        recording.save();
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(file.getFileName())
                        .append('\n')
                        .append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private static Request request(String target, Headers headers, String body) {
        int mark = target.indexOf('?');
        return new Request(
                "POST",
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # where the secret S stands (B: in Base64)     | target             | request header              | request body            | response header                | response body
            a bearer token, repeated in the answer         | /any/1             | Authorization: Bearer S     |                         |                                | `{"you":"S"}`
            basic credentials                              | /any/1             | Authorization: Basic YW5uOnMzY3IzdFZhbHVlMDEyMzQ1Njc4OQ== |  |                                | `{"you":"S"}`
            the API key of the contract                    | /any/1             | X-Partner: S                |                         |                                | `{"you":"S"}`
            a header that is called a key                  | /any/1             | X-Api-Key: S                |                         | Link: <https://a.test/?x=S>    | `{}`
            a cookie                                       | /any/1             | Cookie: a=1; session=S      |                         |                                | `{"you":"S"}`
            a new cookie                                   | /any/1             |                             |                         | Set-Cookie: session=S; Path=/  | `{}`
            a parameter of the query                       | /any/1?api_key=S   |                             |                         |                                | `{"you":"S"}`
            a path that repeats a token                    | /any/S             | Authorization: Bearer S     |                         |                                | `{}`
            a field of a request                           | /any/1             |                             | `{"password":"S"}`      |                                | `{"echo":"S"}`
            a field of a form                              | /any/1             | Content-Type: application/x-www-form-urlencoded | user=a&client_secret=S |             | `{"echo":"S"}`
            a field of an answer                           | /any/1             |                             |                         |                                | `{"accessToken":"S"}`
            a field of an answer, and earlier in it        | /any/1             |                             |                         |                                | `{"a":"S","token":"S"}`
            a nested field                                 | /any/1             |                             |                         |                                | `{"a":[{"credentials":{"user":"u","word":"S"}}]}`
            name and value                                 | /any/1             |                             |                         |                                | `[{"name":"apiKey","value":"S"}]`
            JSON in a string                               | /any/1             |                             |                         |                                | `{"a":"{\\"token\\":\\"S\\"}"}`
            a URL in a string                              | /any/1             |                             |                         |                                | `{"next":"https://a.test/?access_token=S&page=2"}`
            Base64                                         | /any/1             | X-Api-Key: S                |                         |                                | `{"echo":"B"}`
            text                                           | /any/1             | Authorization: Bearer S     |                         | Content-Type: text/plain       | your token is S.
            XML                                            | /any/1             |                             |                         | Content-Type: application/xml  | <a><token>S</token></a>
            a location                                     | /any/1             |                             |                         | Location: /done?token=S        | `{}`
            the code of a login                            | /any/1             |                             |                         | Location: https://a.test/cb?code=S&page=2 | `{}`
            a state in a fragment                          | /any/1             |                             |                         | Location: /cb#state=S          | `{}`
            a signed link                                  | /any/1             |                             |                         | Link: <https://a.test/f?X-Amz-Signature=S>; rel=next | `{}`
            """)
    void no_file_contains_a_secret(
            String where, String target, String requestHeader, String requestBody, String responseHeader, String body)
            throws IOException {
        var request = request(filled(target), headers(requestHeader), filled(requestBody));
        var answer = headers(responseHeader);
        var typed = answer.has("Content-Type") ? answer : answer.and("Content-Type", "application/json");

        String all = recorded(
                SecretRules.builtIn(),
                request,
                new Response(200, typed, filled(body).getBytes(StandardCharsets.UTF_8)));

        assertThat(all).contains("any/1".equals(where) ? "" : "200").doesNotContain(SECRET, BASE64, "s3cr3t");
    }

    private static String filled(String text) {
        return text == null
                ? ""
                : text.replace("S", SECRET).replace("B", BASE64).replaceAll("^" + SECRET + "$", SECRET);
    }

    private static Headers headers(String text) {
        if (text == null) {
            return Headers.none();
        }
        int colon = text.indexOf(':');
        String name = text.substring(0, colon);
        String value = text.substring(colon + 2).replaceAll("\\bS\\b", Matcher.quoteReplacement(SECRET));
        return Headers.of(name, value);
    }

    @Test
    void a_jwt_becomes_a_demo_token_with_the_same_claims() throws IOException {
        String all = recorded(
                SecretRules.builtIn(),
                request("/any/1", Headers.of("Authorization", "Bearer " + JWT), ""),
                Response.of(200, "application/json", "{\"id_token\":\"" + JWT + "\"}"));

        var token = Pattern.compile("id_token: (\\S+)").matcher(all);
        assertThat(token.find()).isTrue();
        assertThat(all).doesNotContain(JWT, "c2lnbmF0dXJlLW9mLXRoZS1wcm92aWRlcg");
        assertThat(JsonWebToken.claims(token.group(1)).orElseThrow())
                .isEqualTo(Json.read("{\"sub\":\"ann\",\"scope\":\"read\",\"exp\":4102444800,\"iat\":1577836800}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # rule                                                      | answer                                   | recorded
            `- {name: email, replace: someone@example.com}`             | `{"email":"ann@firm.test"}`              | email: someone@example.com
            `- {name: e*, in: field}`                                   | `{"email":"ann@firm.test"}`              | email: fake-email
            `- {name: email, in: header}`                               | `{"email":"ann@firm.test"}`              | email: ann@firm.test
            `- {name: nextToken, keep: true}`                           | `{"nextToken":"page-2-of-this-long-list"}` | nextToken: page-2-of-this-long-list
            `- {value: 'cus_[0-9]+', replace: cus_1}`                   | `{"note":"for cus_7756 and cus_8"}`      | note: for cus_1 and cus_1
            `- {value: '[0-9]{3}-[0-9]{4}'}`                            | `{"note":"call 555-1234"}`               | note: call fake-token
            `- {name: pin}`                                             | `{"pin":4711}`                           | pin: 1111
            `- {name: pin, replace: none} \\n- {name: pin, keep: true}` | `{"pin":"4711"}`                         | pin: none
            `[]`                                                        | `{"password":"hunter2"}`                 | password: fake-password
            `[]`                                                        | `{"totalTokens":5,"token":null}`         | totalTokens: 5
            """)
    void rules_of_the_user_come_first(String rule, String answer, String expected) throws IOException {
        var file = Files.writeString(
                folder.resolveSibling("rules-" + folder.getFileName() + ".yaml"), rule.replace("\\n", "\n"));
        var rules = ((SecretRules.Result.Read) SecretRules.read(file)).rules();

        assertThat(recorded(rules, request("/any/1", Headers.none(), ""), Response.of(200, "application/json", answer)))
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # rule                      | reason
            `name: a`                   | `:1: must be a list of rows but was object {"name":"a"}`
            `- a`                       | `:1 (/0): must be an object with name or value but was string "a"`
            `- {keep: true}`            | `:1 (/0): must be an object with name or value but was object {"keep":true}`
            `- {name: a, in: body}`     | `:1 (/0/in): must be header, query, path, cookie, field or any but was string "body"`
            `- {name: a, with: b}`      | `:1 (/0/with): must be one of in, name, value, replace, keep but was string "b"`
            `- {value: '['}`            | `:1 (/0/value): must be a regular expression but was string "["`
            `- {name: a, keep: yes}`    | `:1 (/0/keep): must be true or false but was string "yes"`
            """)
    void an_invalid_rule_is_reported_with_its_line(String rule, String reason) throws IOException {
        var file = Files.writeString(folder.resolve("rules.yaml"), rule);

        assertThat(((SecretRules.Result.Rejected) SecretRules.read(file)).reasons())
                .containsExactly(file + reason);
    }
}
