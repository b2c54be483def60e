package dev.counterpart.verify;

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
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A provider on a loopback port that answers as a function says, over connections that the client may keep. */
public final class LocalProvider implements AutoCloseable {

    /** From a request to its answer. Several threads ask at once. */
    public interface Answers {
        Response to(Request request);
    }

    /** For all providers; a provider that sleeps holds its own thread only. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "provider");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<List<Request>> EARLIER = ThreadLocal.withInitial(ArrayList::new);

    private static final int LONGEST_WAIT = 10_000;

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Answers answers;

    /** A provider that answers so, from now until it is closed. */
    public LocalProvider(Answers answers) {
        this.answers = answers;
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        THREADS.execute(this::accept);
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

    /** The requests that the connection of this thread has answered. */
    static List<Request> earlier() {
        return EARLIER.get();
    }

    public Target target() {
        return Target.of("http://127.0.0.1:" + server.getLocalPort(), Duration.ofSeconds(10))
                .orElseThrow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.add(connection);
                THREADS.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(LONGEST_WAIT);
            var in = new BufferedInputStream(connection.getInputStream());
            EARLIER.set(new ArrayList<>());
            for (var request = request(in); request.isPresent(); request = request(in)) {
                var answer = answers.to(request.get());
                connection.getOutputStream().write(bytes(answer, request.get()));
                EARLIER.get().add(request.get());
                if (request.get().headers().has("Connection")
                        || answer.headers().has("Connection")) {
                    return;
                }
            }
        } catch (IOException brokenOff) {
            return; // the gate has seen enough
        } finally {
            connections.remove(connection);
        }
    }

    /** Nothing where the connection ends before the head. */
    private static Optional<Request> request(InputStream in) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var headers = Headers.none();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers = headers.and(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
        String[] parts = start.split(" ", 3);
        String[] target = parts[1].split("\\?", 2);
        int length = headers.first("Content-Length").map(Integer::parseInt).orElse(0);
        return Optional.of(
                new Request(parts[0], target[0], target.length > 1 ? target[1] : "", headers, in.readNBytes(length)));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Response answer, Request request) {
        int status = answer.status();
        boolean isHead = request.method().equals("HEAD");
        boolean isBodiless = isHead || ((status == 204 || status == 304) && !answer.hasBody());
        boolean announces = isHead
                ? answer.hasBody() && !answer.headers().has("Content-Length")
                : !isBodiless && !answer.headers().has("Content-Length");
        var head = new StringBuilder("HTTP/1.1 " + status + " \r\n");
        answer.headers()
                .fields()
                .forEach(field -> head.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n"));
        if (announces) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(isBodiless ? new byte[0] : answer.body());
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
