package dev.counterpart.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proxy sends to the upstream server and makes of its answers, byte by byte. */
class RawUpstreamTest {

    @SuppressWarnings("NullAway.Init") // before each test
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # answer                                                                     | result
            HTTP/1.1 200 OK~Content-Length: 2~~{}                                        | 200 {}
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~~                         | 200 {}
            HTTP/1.1 103 Early Hints~Link: </x>~~HTTP/1.1 200 OK~Content-Length: 2~~{}   | 200 {}
            HTTP/1.1 104 Upload Resumption~~HTTP/1.1 200 OK~Content-Length: 2~~{}        | 200 {}
            HTTP/1.1 199 New~~HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~{} | 200 {}
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~X-Trailer: 1~~            | 200 {}
            HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: Upgrade~~            | it switches protocols (101), which was not requested
            garbage~~                                                                    | the answer is not valid HTTP: No Status
            HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~{}x                     | the answer is not valid HTTP: Multiple Content-Lengths
            HTTP/1.1 200 OK~Content-Length: 2~Transfer-Encoding: chunked~~2~{}~0~~       | the answer is not valid HTTP: Transfer-Encoding and Content-Length
            HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~2~{}~0~~                   | its transfer coding gzip is not supported
            HTTP/1.1 200 OK~Transfer-Encoding: identity~~{}                              | the answer is not valid HTTP: Bad Transfer-Encoding, chunked not last
            HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~2~{}~0~~                         | 200 {}
            HTTP/1.1 200 OK~Content-Length: -2~~{}                                       | the answer is not valid HTTP: Invalid Content-Length Value
            HTTP/1.1 200 OK~Content-Length: x~~{}                                        | the answer is not valid HTTP: Invalid Content-Length Value
            """)
    void an_answer_that_is_not_http_is_a_failure_and_its_socket_is_closed(String answer, String result)
            throws Exception {
        var closed = CompletableFuture.supplyAsync(() -> answered(answer.replace("~", "\r\n")));
        var forwarded = upstream().forward(Request.of(Method.GET, "/x"), Optional.empty());

        if (forwarded instanceof Proxy.Forwarded.Answered answered) {
            assertThat(answered.response().status() + " " + answered.response().text())
                    .isEqualTo(result);
        } else {
            assertThat(((Proxy.Forwarded.Failed) forwarded).reason()).endsWith("failed, reason: " + result);
            assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '→', textBlock = """
            # target as sent by the client → as forwarded
            /n?x=%                         → /n?x=%
            /n?x=a%zz                      → /n?x=a%zz
            /n?x=%e4%                      → /n?x=%e4%
            /n?x=%2F%2f                    → /n?x=%2F%2f
            /p/a|b^c                       → /p/a|b^c
            /p/"a"<b>{c}[d]`\\             → /p/"a"<b>{c}[d]`\\
            /p/a%2Fb;c=d,e                 → /p/a%2Fb;c=d,e
            /n?a[]=1&b={x}&c="y"           → /n?a[]=1&b={x}&c="y"
            /n?a=ü                         → /n?a=%C3%BC
            /p/a%zz                        → /p/a%25zz
            /n?a=b?c                       → /n?a=b?c
            /n?a=1&a=2&b&c=                → /n?a=1&a=2&b&c=
            //n                            → //n
            """)
    void a_target_is_forwarded_as_it_came(String target, String forwarded) throws Exception {
        assertThat(head("GET", target).lines().findFirst()).contains("GET " + forwarded + " HTTP/1.1");
    }

    /** An HTTP proxy needs the absolute form (RFC 9112 §3.2.2). */
    @ParameterizedTest(name = "{0} + {1} → {2}")
    @CsvSource(delimiter = '→', textBlock = """
            # base URL                 → target     → as sent to the proxy
            http://api.example:81      → /n?x=%&y   → http://api.example:81/n?x=%&y
            http://api.example/v1/     → /p/a|b     → http://api.example/v1/p/a|b
            """)
    void a_target_is_absolute_on_the_way_through_a_proxy(String base, String target, String sent) throws Exception {
        var proxy = URI.create("http://127.0.0.1:" + listening.getLocalPort());
        var upstream = new Upstream(URI.create(base), Optional.of(proxy), Trust.usual(), Duration.ofSeconds(20));

        assertThat(head(upstream, "GET", target).lines().findFirst()).contains("GET " + sent + " HTTP/1.1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"PURGE", "lock", "m-Search", "get"})
    void a_method_is_forwarded_as_it_came(String method) throws Exception {
        assertThat(head(method, "/n").lines().findFirst()).contains(method + " /n HTTP/1.1");
    }

    /** It is that of the answer to GET (RFC 9110 §8.6). */
    @Test
    void the_length_of_a_304_is_kept() throws Exception {
        var unused =
                CompletableFuture.supplyAsync(() -> answered("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"));
        var forwarded = upstream().forward(Request.of(Method.GET, "/x"), Optional.empty());

        assertThat(((Proxy.Forwarded.Answered) forwarded).response().headers().first("Content-Length"))
                .hasValue("5");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"GET", "HEAD", "DELETE", "OPTIONS"})
    void a_request_without_a_body_gets_no_header_but_those_of_the_connection(String method) throws Exception {
        assertThat(head(method, "/n").lines().skip(1).map(line -> line.split(":", -1)[0]))
                .containsExactlyInAnyOrder("X-Mine", "Host", "User-Agent");
    }

    @Test
    void a_request_is_sent_again_if_a_kept_connection_was_closed() throws Exception {
        var upstream = upstream();
        var served = CompletableFuture.runAsync(() -> {
            answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", true);
            answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", true);
        });
        var request = Request.of(Method.GET, "/x");

        assertThat(upstream.forward(request, Optional.empty())).isInstanceOf(Proxy.Forwarded.Answered.class);
        assertThat(upstream.forward(request, Optional.empty())).isInstanceOf(Proxy.Forwarded.Answered.class);
        served.get(10, TimeUnit.SECONDS);
    }

    private Upstream upstream() {
        return new Upstream(
                URI.create("http://127.0.0.1:" + listening.getLocalPort()),
                Optional.empty(),
                Trust.usual(),
                Duration.ofSeconds(20));
    }

    /** The request line and header lines that the upstream server receives. */
    private String head(String method, String target) throws Exception {
        return head(upstream(), method, target);
    }

    private String head(Upstream upstream, String method, String target) throws Exception {
        var head = CompletableFuture.supplyAsync(() -> {
            try (var socket = listening.accept()) {
                String text = head(socket);
                socket.getOutputStream()
                        .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return text;
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        int mark = target.indexOf('?');
        var unused = upstream.forward(
                new Request(
                        method,
                        mark < 0 ? target : target.substring(0, mark),
                        mark < 0 ? "" : target.substring(mark + 1),
                        Headers.of("X-Mine", "1", "Connection", "X-Private", "X-Private", "2"),
                        new byte[0]),
                Optional.empty());
        return head.get(10, TimeUnit.SECONDS);
    }

    private boolean answered(String answer) {
        return answered(answer, false);
    }

    /** Answers one request; whether the client then closes its side. */
    private boolean answered(String answer, boolean closes) {
        try (var socket = listening.accept()) {
            head(socket);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            if (closes) {
                return false;
            }
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    private static String head(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString().strip();
    }
}
