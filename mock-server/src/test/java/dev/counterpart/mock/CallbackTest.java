package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.callback.CallbackHosts;
import dev.counterpart.mock.callback.CallbackSender;
import dev.counterpart.mock.callback.Callbacks;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client that named its address hears after the answer. */
class CallbackTest {

    private static final MockOptions OPTIONS =
            MockOptions.defaults().withPort(0).withCompat(MockOptions.Compat.PRISM);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CallbackSender sender =
            new CallbackSender(new CallbackHosts(Set.of("Named.test")), CallbackSender.SOON, told::add);
    private final MockEngine engine = new MockEngine(
            Exchange.contract(Path.of("src/test/resources/contracts/callbacks.yaml")), Fixtures.none(), OPTIONS);
    private HttpServer client;
    private volatile int status = 204;
    private volatile byte[] says = new byte[0];

    @BeforeEach
    void listen() throws IOException {
        client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Why") + " " + body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, status == 204 ? -1 : says.length);
            exchange.getResponseBody().write(status == 204 ? new byte[0] : says);
            exchange.close();
        });
        client.start();
    }

    @AfterEach
    void stop() {
        client.stop(0);
    }

    private int answer(String to, String prefer) {
        return sender.before(engine)
                .answer(request(to, prefer), Optional.empty())
                .response()
                .status();
    }

    private static Request request(String to, String prefer) {
        return Exchange.request("POST /orders/7?q=a HTTP/1.1\nX-H: b\nContent-Type: application/json\n" + prefer
                + "\n\n{\"to\":\"" + to + "\"}");
    }

    private String url() {
        return "http://127.0.0.1:" + client.getAddress().getPort();
    }

    @Test
    void a_callback_waits_as_long_as_it_is_told_to() throws InterruptedException {
        var patient = new CallbackSender(CallbackHosts.loopback(), Duration.ofHours(1), told::add);
        patient.before(engine).answer(request(url(), "Prefer: respond-async"), Optional.empty());

        assertThat(heard.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the client prefers      | it hears
            Prefer: respond-async     | {"n":1}
            Prefer: example=second    | {"n":2}
            """)
    void the_address_and_the_body_are_as_the_exchange_says(String prefer, String body) throws InterruptedException {
        assertThat(answer(url(), prefer)).isEqualTo(200);
        assertThat(heard.poll(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "POST /orders/7?method=POST&status=200&token=t1&q=a&h=b&no= application/json shipped " + body);
        assertThat(told.poll(20, TimeUnit.SECONDS))
                .startsWith("callback shipped: POST " + url())
                .endsWith(" → 204");
    }

    @Test
    void a_form_is_sent_as_a_form() throws InterruptedException {
        var request =
                Exchange.request("POST /paid/7 HTTP/1.1\nContent-Type: application/json\n\n{\"to\":\"" + url() + "\"}");
        sender.before(engine).answer(request, Optional.empty());

        assertThat(heard.poll(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "POST /paid application/x-www-form-urlencoded null sum=12.5&note=a%20%26%20b&items=1&items=2");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # it says              | it is told
            200 | {"heard":true}   | → 200
            200 | {"heard": true } | → 200
            200 | {}               | → 200~  response.body.schema.required at response body: expected property "heard", but was object with no properties
            200 | []               | → 200~  response.body.schema.type at response body: expected object, but was array []
            404 | {}               | → 404~  response.status.undocumented at response status: expected one of 200, 204, but was 404
            """)
    void what_comes_back_is_judged(int answered, String body, String line) throws InterruptedException {
        status = answered;
        says = body.getBytes(StandardCharsets.UTF_8);

        assertThat(answer(url(), "X: y")).isEqualTo(200);
        assertThat(told.poll(20, TimeUnit.SECONDS)).endsWith(line.replace("~", "\n"));
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() throws InterruptedException {
        status = 200;
        says = new byte[2 * 1024 * 1024];

        assertThat(answer(url(), "X: y")).isEqualTo(200);
        assertThat(told.poll(20, TimeUnit.SECONDS)).endsWith(" → 200, of which more than 1048576 bytes are not read");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the address       | the client prefers
            no address          | Prefer: respond-async
            file:///etc/passwd  | Prefer: respond-async
            ftp://127.0.0.1     | Prefer: respond-async
            http://127.0.0.1:1  | Prefer: code=404
            """)
    void nothing_is_sent_after_an_error_or_to_what_is_no_http_address(String to, String prefer) {
        var request = Exchange.request(
                "POST /orders/7 HTTP/1.1\nContent-Type: application/json\n" + prefer + "\n\n{\"to\":\"" + to + "\"}");

        assertThat(new Callbacks(engine.materials()).after(request, engine.answer(request), told::add))
                .isEmpty();
    }

    @Test
    void an_address_where_nobody_listens_is_told_and_harms_nothing() throws InterruptedException {
        client.stop(0);

        assertThat(answer(url(), "X: y")).isEqualTo(200);
        assertThat(Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS)))
                .endsWith(" failed: no connection in 3 attempts");
    }

    /** The receiver has the callback then, and would get it twice. */
    @Test
    void a_callback_without_an_answer_is_not_sent_again() throws Exception {
        client.stop(0);
        try (var receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer("http://127.0.0.1:" + receiver.getLocalPort() + "/x", "");
            receiver.setSoTimeout(10_000);
            receiver.accept().close();

            assertThat(Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS))).contains(" failed: ");
            receiver.setSoTimeout(1_500);
            assertThatThrownBy(receiver::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # URL in the request         | line in the log
            //10.0.0.1/x                 | was not sent: //10.0.0.1/x
            127.0.0.1:9/x                | was not sent: 127.0.0.1:9/x
            ftp://127.0.0.1/x            | was not sent: ftp://127.0.0.1/x
            http:///x                    | was not sent: http:///x
            http://10.0.0.1/x            | to allow it, start with --callback-hosts 10.0.0.1
            http://169.254.169.254/x     | to allow it, start with --callback-hosts 169.254.169.254
            http://[fe80::1]/x           | to allow it, start with --callback-hosts [fe80::1]
            http://[::ffff:10.0.0.1]/x   | to allow it, start with --callback-hosts [::ffff:10.0.0.1]
            http://0.0.0.0/x             | to allow it, start with --callback-hosts 0.0.0.0
            http://2130706433/x          | was not sent
            http://me:word@/x            | was not sent: http:///x
            http://localhost.evil.test/x | to allow it, start with --callback-hosts localhost.evil.test
            http://a.localhost/x         | to allow it, start with --callback-hosts a.localhost
            http://me:word@10.0.0.1/x    | POST http://10.0.0.1/x
            """)
    void a_callback_to_another_host_is_not_sent(String url, String line) throws InterruptedException {
        assertThat(answer(url, "")).isLessThan(300);

        assertThat(Objects.requireNonNull(told.poll(5, TimeUnit.SECONDS), "a line in the log"))
                .contains(line)
                .doesNotContain("word");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://named.test:1",
        "http://NAMED.test:1",
        "http://localhost:1",
        "HTTP://LOCALHOST:1",
        "http://127.9.9.9:1",
        "http://[::1]:1"
    })
    void a_callback_to_this_machine_or_a_named_host_is_tried(String url) throws InterruptedException {
        answer(url, "");

        assertThat(Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "a line in the log"))
                .endsWith("failed: no connection in 3 attempts");
    }
}
