package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that HTTP libraries would not let a provider send, or that they smooth over. A tilde is a line end. */
@Execution(ExecutionMode.CONCURRENT)
class BytesProviderTest {

    private static final String TOKEN = "{\"accessToken\": \"ya29.of-user-1\", \"scopes\": []}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # defect                       | requests | bytes, TOKEN for the right body                                                              | broken rules
        # --- framing
        a length that is too small     | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~~TOKEN tail                | response.framing.trailing-bytes
        a length that is too large     | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 99~~TOKEN                     | connection.cut-off
        two lengths                    | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~Content-Length: 48~~TOKEN  | response.framing.content-length
        no chunk sizes                 | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~~TOKEN             | connection.cut-off
        no last chunk                  | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~~2f~TOKEN~         | connection.cut-off
        chunks beside a length         | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~Transfer-Encoding: chunked~~2f~TOKEN~0~~ | response.framing.chunks
        bytes after the last chunk     | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~~2f~TOKEN~0~~tail  | response.framing.trailing-bytes
        a body on HEAD                 | HEAD     | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~~TOKEN                     | response.body.forbidden
        another length for HEAD        | HEAD     | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 0~~                           | head.differs
        another type for HEAD          | HEAD     | HTTP/1.1 200 OK~Content-Type: text/html~Content-Length: 47~~                                 | head.differs
        gzip that nobody asked for     | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: gzip~~TOKEN                | response.framing.chunks
        # --- head
        a space before the colon       | known    | HTTP/1.1 200 OK~Content-Type: application/json~X-A : 1~Content-Length: 47~~TOKEN             | response.header.malformed
        a control character            | known    | HTTP/1.1 200 OK~Content-Type: application/json~X-A: \u0001~Content-Length: 47~~TOKEN         | response.header.malformed
        two types                      | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Type: text/html~Content-Length: 47~~TOKEN | response.content-type.twice
        the token in a header          | stranger | HTTP/1.1 403 Forbidden~Content-Type: application/json~X-Token: token-of-a-stranger-0123456789~Content-Length: 2~~{} | leak.credentials
        # --- connection
        nothing at all                 | known    | ``                                                                                           | connection.unanswered
        no HTTP                        | known    | hello                                                                                        | connection.not-http
        half a head                    | known    | HTTP/1.1 200 OK~Content-Type: applic                                                         | connection.cut-off
        # --- bytes of JSON
        a byte order mark              | stranger | HTTP/1.1 403 Forbidden~Content-Type: application/json~Content-Length: 5~~ï»¿{}              | response.body.bom
        Latin-1                        | stranger | HTTP/1.1 403 Forbidden~Content-Type: application/json~Content-Length: 14~~{"error": "é"}     | response.body.not-utf8
        a raw control character        | stranger | HTTP/1.1 403 Forbidden~Content-Type: application/json~Content-Length: 14~~{"error": "\t"}    | response.body.syntax
        a letter after the JSON        | stranger | HTTP/1.1 403 Forbidden~Content-Type: application/json~Content-Length: 3~~{}x                 | response.body.syntax
        gzip that is none              | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Encoding: gzip~Content-Length: 47~~TOKEN | response.content-coding.broken
        """)
    void bytes_that_are_wrong_are_caught(String defect, String requests, String bytes, String rules) {
        assertThat(BytesProvider.brokenRules(requests, bytes(bytes), Severity.ERROR))
                .isEqualTo(List.of(rules.split(", ", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # oddity                       | requests | bytes
        the right answer               | nothing  | ``
        no length, closed at the end   | known    | HTTP/1.1 200 OK~Content-Type: application/json~~TOKEN
        HTTP/1.0                       | known    | HTTP/1.0 200 OK~Content-Type: application/json~~TOKEN
        chunks with an extension       | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~~2f;a=b~TOKEN~0~~
        chunk sizes in capitals        | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~~2F~TOKEN~00~~
        a trailer                      | known    | HTTP/1.1 200 OK~Content-Type: application/json~Transfer-Encoding: chunked~Trailer: X-Sum~~2f~TOKEN~0~X-Sum: 1~~
        early hints                    | known    | HTTP/1.1 103 Early Hints~Link: </a>; rel=preload~~HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~~TOKEN
        100 that nobody asked for      | known    | HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47~~TOKEN
        no reason                      | known    | HTTP/1.1 200 ~Content-Type: application/json~Content-Length: 47~~TOKEN
        another reason                 | known    | HTTP/1.1 200 Everything went well~Content-Type: application/json~Content-Length: 47~~TOKEN
        names in small letters         | known    | HTTP/1.1 200 OK~content-type: application/json~content-length: 47~~TOKEN
        names in capitals              | known    | HTTP/1.1 200 OK~CONTENT-TYPE: application/json~CONTENT-LENGTH: 47~~TOKEN
        no space after the colon       | known    | HTTP/1.1 200 OK~Content-Type:application/json~Content-Length:47~~TOKEN
        spaces around a value          | known    | HTTP/1.1 200 OK~Content-Type:   application/json  ~Content-Length: 47 ~~TOKEN
        an empty header                | known    | HTTP/1.1 200 OK~Content-Type: application/json~X-A:~Content-Length: 47~~TOKEN
        a header twice                 | known    | HTTP/1.1 200 OK~Content-Type: application/json~Set-Cookie: a=b~Set-Cookie: c=d~Content-Length: 47~~TOKEN
        the same length twice          | known    | HTTP/1.1 200 OK~Content-Type: application/json~Content-Length: 47, 47~~TOKEN
        validators                     | known    | HTTP/1.1 200 OK~Content-Type: application/json~ETag: "1"~Vary: Accept~Content-Length: 47~~TOKEN
        several challenges             | nobody   | HTTP/1.1 401 Unauthorized~WWW-Authenticate: Bearer realm="a", Basic realm="b"~Content-Type: application/json~Content-Length: 2~~{}
        HEAD without length            | HEAD     | HTTP/1.1 200 OK~Content-Type: application/json~~
        HEAD without type              | HEAD     | HTTP/1.1 200 OK~Cache-Control: no-store~~
        HEAD is refused                | HEAD     | HTTP/1.1 405 Method Not Allowed~Allow: GET~~
        404 with a length of none      | unknown  | HTTP/1.1 404 Not Found~Content-Length: 0~Connection: close~~
        """)
    void bytes_that_are_odd_but_right_are_not_accused(String oddity, String requests, String bytes) {
        assertThat(BytesProvider.brokenRules(requests, bytes(bytes), Severity.ERROR))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return BytesProvider.bytes(text.replace("TOKEN", TOKEN));
    }
}
