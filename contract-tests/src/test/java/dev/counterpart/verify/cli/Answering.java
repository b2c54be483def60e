package dev.counterpart.verify.cli;

import com.sun.net.httpserver.HttpServer;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider of the bundled contract on a port of its own, and the command {@code test} against it. */
final class Answering implements AutoCloseable {

    static final String DOCUMENT = "../spec/openapi/dynamic-oauth-access-token.yaml";
    private static final String DATA = "contract-tests.yaml";

    /** What the command printed, and its exit code. */
    record Output(int code, String out, String err) {}

    private final String url;
    private final Runnable stop;

    private Answering(String url, Runnable stop) {
        this.url = url;
        this.stop = stop;
    }

    /** Our own mock: right in everything. */
    static Answering rightly() {
        var contract = ((ReadResult.Read) ContractReader.read(DOCUMENT, ReadOptions.defaults())).contract();
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures();
        var mock = MockServer.start(contract, fixtures, MockOptions.defaults().withPort(0))
                .orElseThrow();
        return new Answering(mock.url().toString(), mock::close);
    }

    /** The same 200 with that JSON to every request. */
    static Answering always(String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                boolean isHead = exchange.getRequestMethod().equals("HEAD");
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.sendResponseHeaders(200, isHead ? -1 : bytes.length);
                exchange.getResponseBody().write(isHead ? new byte[0] : bytes);
            }
        });
        server.start();
        return new Answering("http://127.0.0.1:" + server.getAddress().getPort(), () -> {
            server.stop(0);
            threads.shutdownNow();
        });
    }

    String url() {
        return url;
    }

    /** {@code counterpart test} of the bundled contract with the bundled data. */
    Output test(String... arguments) {
        var all = new ArrayList<>(List.of("test", DOCUMENT, "--url", url, "--data", DATA));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    static Output run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.line()
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(out))
                .execute(arguments);
        return new Output(code, out.toString(), err.toString());
    }

    @Override
    public void close() {
        stop.run();
    }
}
