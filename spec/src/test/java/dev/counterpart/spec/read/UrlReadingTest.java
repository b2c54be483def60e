package dev.counterpart.spec.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are read from a server on this machine. */
class UrlReadingTest {

    private static final String OWN = """
            openapi: 3.0.3
            paths:
              /pets: {get: {responses: {'200': {description: all}}}}
            """;
    private static final String JOINED = """
            openapi: 3.0.3
            paths:
              /pets: {$ref: 'pets.yaml'}
              /owners: {get: {responses: {'200': {description: all}}}}
            """;
    private static final String ITEM = "get: {responses: {'200': {description: all}}}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/own.yaml", exchange -> answer(exchange, OWN));
        server.createContext("/joined.yaml", exchange -> answer(exchange, JOINED));
        server.createContext("/pets.yaml", exchange -> answer(exchange, ITEM));
        server.createContext("/moved.yaml", exchange -> {
            exchange.getResponseHeaders().set("Location", "/own.yaml");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/broken.yaml", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.createContext("/endless.yaml", UrlReadingTest::answerWithoutEnd);
        server.createContext("/silent.yaml", exchange -> awaitEnd());
        server.createContext("/stalled.yaml", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(OWN.getBytes(UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_document_is_read_from_a_url_and_where_that_redirects() {
        assertThat(operations("/own.yaml", ReadOptions.defaults())).isEqualTo("GET /pets");
        assertThat(operations("/moved.yaml", ReadOptions.defaults())).isEqualTo("GET /pets");
    }

    @Test
    void files_beside_a_document_on_a_server_are_read_only_if_remote_references_are_allowed() {
        assertThat(operations("/joined.yaml", ReadOptions.defaults())).isEqualTo("GET /owners");
        assertThat(operations("/joined.yaml", ReadOptions.defaults().withAllowRemoteRefs(true)))
                .isEqualTo("GET /pets, GET /owners");
    }

    @Test
    void a_file_on_this_disk_may_refer_to_a_server_if_that_is_allowed() throws IOException {
        var main = folder.resolve("main.yaml");
        Files.writeString(main, JOINED.replace("'pets.yaml'", "'" + url("/pets.yaml") + "'"));
        assertThat(operations(ContractReader.read(main.toString(), ReadOptions.defaults())))
                .isEqualTo("GET /owners");
        assertThat(operations(ContractReader.read(
                        main.toString(), ReadOptions.defaults().withAllowRemoteRefs(true))))
                .isEqualTo("GET /pets, GET /owners");
    }

    @Test
    void what_is_not_there_or_broken_is_said_with_its_status() {
        assertThat(rejection("/none.yaml", ReadOptions.defaults())).isEqualTo("document.missing: status 404");
        assertThat(rejection("/broken.yaml", ReadOptions.defaults())).isEqualTo("document.unreadable: status 500");
    }

    @Test
    void a_body_without_end_is_read_up_to_the_limit() {
        assertThat(rejection("/endless.yaml", ReadOptions.defaults().withMaxBytes(100_000)))
                .isEqualTo("document.limit: more");
    }

    @Test
    void a_server_that_does_not_answer_or_stops_answering_is_left_in_time() {
        var options = ReadOptions.defaults().withTimeout(Duration.ofMillis(500));
        assertThat(rejection("/silent.yaml", options)).isEqualTo("document.unreadable: none in time");
        assertThat(rejection("/stalled.yaml", options)).isEqualTo("document.unreadable: none in time");
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private String operations(String path, ReadOptions options) {
        return operations(ContractReader.read(url(path), options));
    }

    private static String operations(ReadResult result) {
        assertThat(result).isInstanceOf(ReadResult.Read.class);
        return String.join(
                ", ",
                ((ReadResult.Read) result)
                        .contract().operations().stream()
                                .map(operation -> operation.key().toString())
                                .toList());
    }

    private String rejection(String path, ReadOptions options) {
        var result = ContractReader.read(url(path), options);
        assertThat(result).isInstanceOf(ReadResult.Rejected.class);
        var first = ((ReadResult.Rejected) result).violations().get(0);
        return first.rule().id() + ": " + first.actual();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Comments, until the reader hangs up. */
    private static void answerWithoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] line = "# and so on\n".repeat(100).getBytes(UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(line);
            }
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
