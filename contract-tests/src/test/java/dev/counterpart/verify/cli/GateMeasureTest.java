package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.Effort;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate's time, cases a second, and memory over many cases. Prints; asserts nothing about time. */
@Tag("bench")
class GateMeasureTest {

    private static final int MANY = 100_000;
    private static final int PAUSE = 5;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_full_run_on_the_bundled_contract() {
        try (var provider = Answering.rightly()) {
            for (int round = 1; round <= 3; round++) {
                long cpu = cpu();
                long start = System.nanoTime();
                var output = provider.test("--report", folder.toString());
                System.out.printf(
                        "GATE full run on the bundled contract with all reports, time %d in this JVM: %.2f s, %.2f s of CPU with"
                                + " the provider's%n",
                        round, (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9);
                assertThat(output.code()).isZero();
            }
        }
    }

    @Test
    void cases_a_second_and_memory_over_many_cases() throws IOException {
        var document = Files.writeString(folder.resolve("many.yaml"), document(4_600));
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        for (int pause : new int[] {0, PAUSE}) {
            for (int workers : new int[] {1, 8}) {
                try (var provider = new Slow(pause)) {
                    int most = pause == 0 && workers == 8 ? MANY : MANY / 20;
                    measure(contract, provider, Transports::to, new Setting("plain sockets", pause, workers, most));
                }
            }
        }
    }

    /** Rounds of both in turn, so that the ratio counts and not what else this machine does. */
    @Test
    void the_share_of_REST_Assured() throws IOException {
        var document = Files.writeString(folder.resolve("many.yaml"), document(460));
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        for (int round = 1; round <= 3; round++) {
            try (var provider = new Slow(0)) {
                measure(contract, provider, Transports::to, new Setting("plain sockets", 0, 1, MANY / 20));
            }
            try (var provider = new Slow(0)) {
                measure(contract, provider, Transports::restAssured, new Setting("REST Assured", 0, 1, MANY / 20));
            }
        }
    }

    private record Setting(String transport, int pause, int workers, int most) {}

    private static void measure(
            Contract contract, Slow provider, Function<Target, Transports> transport, Setting setting) {
        int most = setting.most();
        var target = Target.of(provider.url(), Target.DEFAULT_TIMEOUT).orElseThrow();
        var effort = new Effort(setting.workers(), OptionalDouble.empty(), Optional.empty(), new Passes(1, 1, 0, 0));
        var options =
                SuiteOptions.of(target, GateData.none()).withEffort(effort).withKeepsExchanges(false);
        var suite = new ContractSuite(contract, options);
        var sent = new AtomicInteger();
        long before = memory();
        long start = System.nanoTime();
        long cpu = cpu();
        try (var transports = transport.apply(target)) {
            suite.run(transports, result -> {
                int count = sent.incrementAndGet();
                if (count == most / 10 || count == most) {
                    long took = System.nanoTime() - start;
                    System.out.printf(
                            "GATE %d cases, %s, %d workers, a provider that takes %d ms: %.0f cases a second, %.2f ms of CPU"
                                    + " each with the provider's, %.1f MB more than before the first%n",
                            count,
                            setting.transport(),
                            setting.workers(),
                            setting.pause(),
                            count / (took / 1e9),
                            (cpu() - cpu) / 1e6 / count,
                            (memory() - before) / 1e6);
                }
                if (count > most) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            assertThat(sent.get()).isGreaterThan(most);
        }
        assertThat(sent.get()).isGreaterThanOrEqualTo(most);
    }

    /** Ends a run that has been measured. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String document(int operations) {
        var text = new StringBuilder("openapi: 3.0.3\npaths:\n");
        for (int i = 0; i < operations; i++) {
            text.append("""
                  /things%d/{id}:
                    get:
                      parameters:
                      - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
                      - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 9}}
                      responses:
                        '200':
                          description: found
                          content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}
                        4XX: {description: refused}
                """.formatted(i));
        }
        return text.toString();
    }

    /** Right in everything, after a pause. */
    private static final class Slow implements AutoCloseable {
        private final HttpServer server;
        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(16);

        Slow(int pause) throws IOException {
            System.setProperty("sun.net.httpserver.nodelay", "true");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            server.setExecutor(threads);
            byte[] body = "{\"id\": \"x\"}".getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    Thread.sleep(pause);
                    int status = status(exchange);
                    boolean hasBody =
                            status == 200 && !exchange.getRequestMethod().equals("HEAD");
                    exchange.getResponseHeaders()
                            .set(status == 405 ? "Allow" : "Content-Type", status == 405 ? "GET" : "application/json");
                    exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
                    exchange.getResponseBody().write(hasBody ? body : new byte[0]);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        private static int status(HttpExchange exchange) {
            if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                return 405;
            }
            String query = exchange.getRequestURI().getRawQuery();
            boolean isRight = exchange.getRequestURI().getRawPath().matches("/things\\d+/[0-9a-fA-F-]{36}")
                    && (query == null || query.matches("limit=[1-9]"));
            return isRight ? 200 : 400;
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
