package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Unanswered;
import dev.counterpart.verify.send.WireParser.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireParserTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what is sent                  | bytes, ~ for CR LF                                                       | what is seen
        a counted body                  | HTTP/1.1 200 OK~Content-Length: 2~~{}                                    | 200 "{}"
        no body                         | HTTP/1.1 404 Not Found~Content-Length: 0~~                               | 404 ""
        no reason phrase                | HTTP/1.1 404 ~Content-Length: 0~~                                        | 404 ""
        a body to the end               | HTTP/1.0 200 OK~~{}                                                      | 200 "{}"
        chunks                          | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~{~1;a=b~}~0~~              | 200 "{}"
        chunks and a trailer            | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~X: y~~                | 200 "{}"
        an interim response             | HTTP/1.1 103 Early Hints~Link: x~~HTTP/1.1 200 OK~Content-Length: 1~~x   | 200 "x"
        a short status                  | HTTP/1.1 20 OK~~                                                         | NOT_HTTP
        a status line without status    | HTTP/1.1 OK~~                                                            | NOT_HTTP
        another protocol                | SSH-2.0-OpenSSH_9.2~                                                     | NOT_HTTP
        HTTP 0.9                        | <html></html>~                                                           | NOT_HTTP
        another version                 | HTTP/3 200 OK~Content-Length: 0~~                                        | 200 "" STATUS_LINE
        a tab in the status line        | HTTP/1.1  200 OK~Content-Length: 0~~                                     | 200 "" STATUS_LINE
        nothing                         | ``                                                                       | NOTHING
        a head that ends                | HTTP/1.1 200 OK~Content-Le                                               | CUT_OFF
        a head without its last line    | HTTP/1.1 200 OK~Content-Length: 0~                                       | CUT_OFF
        a body that ends                | HTTP/1.1 200 OK~Content-Length: 5~~{}                                    | CUT_OFF
        chunks that end                 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~                        | CUT_OFF
        a chunk that ends               | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~9~{}                         | CUT_OFF
        a trailer that ends             | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~X: y~                 | CUT_OFF
        too many bytes                  | HTTP/1.1 200 OK~Content-Length: 2~~{}!                                   | 200 "{}" TRAILING_BYTES
        bytes after the last chunk      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~~!                    | 200 "{}" TRAILING_BYTES
        two lengths                     | HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~{}                  | 200 "{}" CONTENT_LENGTH
        one length twice                | HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 2~~{}                  | 200 "{}"
        a length that is no number      | HTTP/1.1 200 OK~Content-Length: two~~{}                                  | 200 "{}" CONTENT_LENGTH
        a negative length               | HTTP/1.1 200 OK~Content-Length: -1~~{}                                   | 200 "{}" CONTENT_LENGTH
        chunks and a length             | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 2~~2~{}~0~~   | 200 "{}" TRANSFER_CODING
        no chunk sizes                  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~{}~                          | 200 "" TRANSFER_CODING
        a chunk longer than its size    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~{}~0~~                     | 200 "{}_0__" TRANSFER_CODING
        a space before the colon        | HTTP/1.1 200 OK~Content-Length : 2~~{}                                   | 200 "{}" HEADER_SYNTAX
        a line without colon            | HTTP/1.1 200 OK~oops~Content-Length: 2~~{}                               | 200 "{}" HEADER_SYNTAX
        a folded header                 | HTTP/1.1 200 OK~A: b~ c: d~Content-Length: 2~~{}                         | 200 "{}" HEADER_SYNTAX
        204 with a body                 | HTTP/1.1 204 No Content~~{}                                              | 204 "{}"
        204 with a length of 0          | HTTP/1.1 204 No Content~Content-Length: 0~~                              | 204 ""
        204 with a length               | HTTP/1.1 204 No Content~Content-Length: 2~~                              | 204 "" CONTENT_LENGTH
        204 with a coding               | HTTP/1.1 204 No Content~Transfer-Encoding: chunked~~                     | 204 "" TRANSFER_CODING
        304 with the length of 200      | HTTP/1.1 304 Not Modified~Content-Length: 9~~                            | 304 ""
        gzip that is none               | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 2~~{}             | 200 "{}" CONTENT_CODING
        an unknown coding               | HTTP/1.1 200 OK~Content-Encoding: zip~Content-Length: 2~~{}              | 200 "{}" UNCHECKED_CODING
        identity                        | HTTP/1.1 200 OK~Content-Encoding: identity~Content-Length: 2~~{}         | 200 "{}"
        """)
    void an_answer_is_seen_as(String title, String bytes, String seen) {
        assertThat(seen("GET", bytes)).isEqualTo(seen);
    }

    @ParameterizedTest(name = "HEAD: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        HTTP/1.1 200 OK~Content-Length: 2~~    | 200 ""
        HTTP/1.1 200 OK~Content-Length: 2~~{}  | 200 "{}"
        """)
    void an_answer_to_head_is_seen_as(String bytes, String seen) {
        assertThat(seen("HEAD", bytes)).isEqualTo(seen);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # bytes that have arrived, ~ for CR LF, / between two reads                     | whether the answer has ended after each
        HTTP/1.1 200 OK~Content-Le/ngth: 2~~/{/}                                        | OPEN OPEN OPEN REACHED
        HTTP/1.1 200 OK~Content-Length: two~/~/{}                                       | OPEN UNCLEAR UNCLEAR
        HTTP/1.1 200 OK~~/{}                                                            | OPEN OPEN
        HTTP/1.1 204 No Content~/~                                                      | OPEN REACHED
        HTTP/1.1 103 Early Hints~/~HTTP/1.1 200 OK~/Content-Length: 0~/~                | OPEN OPEN OPEN REACHED
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~~/1/~{/~1;a=b~}~/0~/~                | OPEN OPEN OPEN OPEN OPEN REACHED
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~/0~X: y/~/~                    | OPEN OPEN OPEN REACHED
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~{/}~/~                            | OPEN UNCLEAR UNCLEAR
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 2~~2~{}~/0~~         | OPEN UNCLEAR
        HTTP/1.1 200 OK~Transfer-Encoding: gzip~Content-Length: 2~~{/}                  | OPEN UNCLEAR
        SSH-2.0~/~                                                                      | OPEN OPEN
        """)
    void an_arriving_answer_ends(String reads, String ends) {
        var parser = WireParser.ofArriving("GET");
        var seen = new ArrayList<String>();
        var arrived = new StringBuilder();
        for (String read : reads.replaceAll("(?<=HTTP)/(?=1)", "#").split("/", -1)) {
            arrived.append(read.replace('#', '/').replace("~", "\r\n"));
            var bytes = arrived.toString().getBytes(StandardCharsets.ISO_8859_1);
            seen.add(parser.end(bytes, bytes.length).name());
        }

        assertThat(String.join(" ", seen)).isEqualTo(ends);
    }

    @Test
    void the_bytes_of_a_large_answer_are_read_once_while_it_arrives() {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        var bytes = (head + chunk.repeat(50 * 64) + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var parser = WireParser.ofArriving("GET");
        long read = 0;
        var end = End.OPEN;
        for (int size = 0; end == End.OPEN && size < bytes.length; ) {
            size = Math.min(size + 10_000, bytes.length);
            read += size - parser.position();
            end = parser.end(bytes, size);
        }

        assertThat(end).isEqualTo(End.REACHED);
        assertThat(read).isLessThan(3L * bytes.length);
    }

    private static String seen(String method, String bytes) {
        var sent = bytes.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var observation = WireParser.observation(sent, sent.length, method, true, Duration.ZERO);
        if (observation instanceof Unanswered unanswered) {
            return unanswered.reason().name();
        }
        var answered = (Answered) observation;
        String faults =
                answered.faults().stream().map(fault -> " " + fault.kind()).collect(Collectors.joining());
        String body = answered.response().text().replace("\r", "_").replace("\n", "");
        return answered.response().status() + " \"" + body + "\"" + faults;
    }
}
