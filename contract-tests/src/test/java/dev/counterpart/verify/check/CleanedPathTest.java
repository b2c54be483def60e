package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanedPathTest {

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # request         | status | Location                        | is the cleaned path
            /pets//7          | 301    | /pets/7                         | true
            /pets/7/          | 308    | /pets/7                         | true
            /pets/7/          | 301    | http://127.0.0.1:8080/v1/pets/7 | true
            /pets/7/          | 301    | /pets/7?page=1                  | true
            /pets/..%2F7      | 301    | /7                              | true
            /pets/%2e%2e/7    | 301    | /7                              | true
            /pets/a/../7      | 301    | /pets/7                         | true
            /pets/7/          | 302    | /pets/7                         | false
            /pets/7/          | 200    | /pets/7                         | false
            /pets/7/          | 301    | -                               | false
            /pets/7/          | 301    | /login                          | false
            /pets/7/          | 301    | /pets/7/                        | false
            /pets/7/          | 301    | /pets//7                        | false
            /pets/7           | 301    | /pets/7                         | false
            /pets/7           | 301    | https://other.example/pets/7    | false
            //                | 301    | /                               | false
            """)
    void a_redirect_leads_to(String path, int status, String location, boolean isCleaned) {
        var headers = location.equals("-") ? Headers.none() : Headers.of("Location", location);

        assertThat(CleanedPath.isRedirect(Request.of(Method.GET, path), new Response(status, headers, new byte[0])))
                .isEqualTo(isCleaned);
    }
}
