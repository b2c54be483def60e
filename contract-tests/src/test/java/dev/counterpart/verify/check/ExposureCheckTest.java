package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureCheckTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # over  | answered headers, / between them                                            | violations
        https | Set-Cookie: session=8f3a9c21; Path=/                                         | leak.cookie: session without Secure and HttpOnly and SameSite
        https | Set-Cookie: SID=8f3a9c21; secure; HTTPONLY                                   | leak.cookie: SID without SameSite
        https | Set-Cookie: connect.sid=8f3a9c21; HttpOnly; SameSite=Lax                     | leak.cookie: connect.sid without Secure
        https | Set-Cookie: auth_token=8f3a9c21; Secure; SameSite=None                       | leak.cookie: auth_token without HttpOnly
        https | Set-Cookie: lang=de/Set-Cookie: JSESSIONID=8f3a9c21                          | leak.cookie: JSESSIONID without Secure and HttpOnly and SameSite
        # --- odd but right
        https | Set-Cookie: session=8f3a9c21; Secure; HttpOnly; SameSite=Strict              |
        https | Set-Cookie: __Host-session=8f3a9c21; Path=/;Secure;HttpOnly;SameSite=lax     |
        https | Set-Cookie: XSRF-TOKEN=8f3a9c21; Secure; SameSite=Lax                        |
        https | Set-Cookie: lang=de; Path=/                                                  |
        https | Set-Cookie: session=; Max-Age=0                                              |
        https | Set-Cookie: session=deleted0; Max-Age=0                                      |
        http  | Set-Cookie: session=8f3a9c21                                                 |
        # --- pages of other origins
        http  | Access-Control-Allow-Origin: https://counterpart.invalid/Access-Control-Allow-Credentials: true | leak.any-origin: https://counterpart.invalid
        http  | Access-Control-Allow-Origin: https://counterpart.invalid                      |
        http  | Access-Control-Allow-Origin: https://counterpart.invalid/Access-Control-Allow-Credentials: false |
        http  | Access-Control-Allow-Origin: */Access-Control-Allow-Credentials: true        |
        http  | Access-Control-Allow-Origin: https://own.example/Access-Control-Allow-Credentials: true |
        http  | Access-Control-Allow-Origin: null/Access-Control-Allow-Credentials: true     |
        # --- tokens in headers
        http  | Location: /start?access_token=abcdefgh12                                    | leak.token-in-header: a token in its URL
        http  | Location: https://a.b/c#id_token=abcdefgh12                                 | leak.token-in-header: a token in its URL
        http  | Link: <https://a.b/c?page=2&api_key=abcdefgh12>; rel=next                   | leak.token-in-header: a token in its URL
        http  | X-Auth-Token: abcdefgh12                                                    | leak.token-in-header: a token
        http  | Authorization: Bearer abcdefgh12                                            | leak.token-in-header: a token
        http  | Location: /pets?page_token=abc                                              |
        http  | Location: /pets/7                                                           |
        http  | X-CSRF-Token: abcdefgh12                                                    |
        http  | ETag: "abcdefgh12"/X-Request-Id: abcdefgh12                                 |
        """)
    void headers_that_expose_a_session(String over, String headers, @Nullable String violations) {
        var request = Cases.REQUEST.with("Origin", "https://counterpart.invalid");
        var fields = Headers.none();
        for (String line : headers.split("/(?=[A-Z][\\w-]+: )", -1)) {
            fields = fields.and(line.split(": ", 2)[0], line.split(": ", 2)[1]);
        }
        var answer = new Answered(new Response(200, fields, new byte[0]), List.of(), Duration.ZERO);

        var found = new ExposureCheck(over.equals("https"))
                .violations(Cases.sent(request, new Robust("x")), answer).stream()
                        .map(violation -> violation.rule() + ": " + violation.actual())
                        .collect(Collectors.joining(", "));

        assertThat(found).isEqualTo(violations == null ? "" : violations);
    }
}
