package dev.counterpart.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A provider on a loopback port that answers as a function says. */
public final class LocalProvider implements AutoCloseable {

    /** From a request to its answer. Several threads ask at once. */
    public interface Answers {
        Response to(Request request);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Answers answers;

    /** A provider that answers so, from now until it is closed. */
    public LocalProvider(Answers answers) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Contract contract(String file) {
        return ((ReadResult.Read) ContractReader.read("src/test/resources/contracts/" + file, ReadOptions.defaults()))
                .contract();
    }

    /** The rules of that severity that the gate says the provider breaks, but for statuses that were not seen. */
    List<String> brokenRules(Contract contract, GateData data, Severity severity) {
        return brokenRules(contract, data, severity, options -> options);
    }

    List<String> brokenRules(Contract contract, GateData data, Severity severity, UnaryOperator<SuiteOptions> options) {
        return Accusations.of(contract, options.apply(SuiteOptions.of(target(), data)), severity).stream()
                .filter(rule -> !rule.equals("coverage.status.unseen"))
                .toList();
    }

    public Target target() {
        return Target.of("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(10))
                .orElseThrow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answers.to(request(exchange)));
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        var headers = Headers.none();
        for (var header : exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                headers = headers.and(header.getKey(), value);
            }
        }
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static void send(HttpExchange exchange, Response answer) throws IOException {
        byte[] body = answer.body();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        answer.headers().fields().forEach(field -> exchange.getResponseHeaders().add(field.getKey(), field.getValue()));
        if (head && !answer.headers().has("Content-Length") && body.length > 0) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
