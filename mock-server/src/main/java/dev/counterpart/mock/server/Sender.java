package dev.counterpart.mock.server;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends the answer to one request: at once or later, as a whole, as it comes, or broken as a fault says. */
final class Sender {

    private static final long LONGEST_STALL_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final byte[] GARBAGE = "\u0000garbage\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Request request;
    private final Response response;
    private final UnderWay underWay;
    private final UnderWay.Ticket callback;

    Sender(Request request, Response response, UnderWay underWay, Callback callback) {
        this.request = request;
        this.response = response;
        this.underWay = underWay;
        this.callback = underWay.begin(callback);
    }

    /**
     * Sends an answer.
     *
     * @param waiting where a body is sent that comes from somewhere else
     * @param sent runs when the answer is handed to the connection: before its first byte, so that a client that has the answer finds
     *     the exchange counted; after the last byte of a body that is sent as it comes
     */
    void send(Answer answer, Executor waiting, Runnable sent) {
        long delay = answer.delay().toMillis();
        if (answer.rest().isPresent()) {
            later(
                    delay,
                    () -> waiting.execute(
                            () -> stream(answer.response(), answer.rest().get(), sent)));
        } else if (answer.fault().isPresent()) {
            later(delay, () -> {
                sent.run();
                fault(answer.fault().get(), answer.response());
            });
        } else {
            later(delay, () -> {
                sent.run();
                send(answer.response());
            });
        }
    }

    private void stream(dev.counterpart.spec.http.Response answer, Rest rest, Runnable sent) {
        try {
            stream(answer, rest);
        } finally {
            sent.run();
        }
    }

    private void later(long millis, Runnable sending) {
        if (millis == 0) {
            sending.run();
        } else {
            var unused = CompletableFuture.runAsync(
                            sending, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                    .whenComplete((done, failed) -> {
                        if (failed != null) {
                            callback.failed(failed);
                        }
                    });
        }
    }

    /** The answer, or a 500 if its headers have more than {@code limit} bytes. */
    static Answer sendable(Answer answer, int limit) {
        long size = answer.response().headers().length();
        return size <= limit
                ? answer
                : answer.with(Problem.plain(
                                500,
                                "The headers of the answer have " + size + " bytes, and at most " + limit
                                        + " are sent. To change that: --max-header-size.")
                        .response());
    }

    /** Sends a response as a whole. */
    void send(dev.counterpart.spec.http.Response answer) {
        boolean isHead = request.getMethod().equals(Method.HEAD.name());
        write(answer);
        boolean mayHaveBody = mayHaveBody(answer.status());
        if (mayHaveBody && (!isHead || !answer.headers().has("Content-Length"))) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
        }
        if (!mayHaveBody && answer.status() != HttpStatus.NOT_MODIFIED_304) {
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        }
        if (answer.status() == HttpStatus.NOT_MODIFIED_304) {
            writeWithoutLength();
        } else {
            response.write(true, isHead || !mayHaveBody ? null : answer.bytes(), callback);
        }
    }

    /** Jetty adds a length of 0 to the last write, which is not that of the answer to an unconditional GET (RFC 9110 §8.6). */
    private void writeWithoutLength() {
        response.write(false, null, Callback.from(() -> response.write(true, null, callback), callback::failed));
    }

    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != HttpStatus.NOT_MODIFIED_304;
    }

    /** Status and headers. Of a field that Jetty has set already, the answer's counts. */
    private void write(dev.counterpart.spec.http.Response answer) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        answer.headers().forEach((name, value) -> {
            var line = HeaderFields.of(name, value);
            if (line.getHeader() == HttpHeader.DATE) {
                headers.put(line);
            } else if (line.getHeader() != HttpHeader.TRANSFER_ENCODING || value.equalsIgnoreCase("chunked")) {
                // Another coding would be named, but not applied (RFC 9112 §6.1).
                headers.add(line);
            }
        });
        if (underWay.isEnding()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
    }

    /** Sends what there is of a body and then the rest as it comes; if that breaks off, so does the answer. */
    private void stream(dev.counterpart.spec.http.Response answer, Rest rest) {
        try (var bytes = rest.bytes()) {
            write(answer);
            rest.length().ifPresent(length -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length));
            // Closed by us alone: after a failure the answer must stay without its end.
            var out = Content.Sink.asOutputStream(response);
            out.write(answer.body());
            out.flush();
            copy(bytes, out);
            out.close();
            callback.succeeded();
        } catch (IOException | RuntimeException | Error broken) {
            endPoint().close();
            callback.failed(broken);
        }
    }

    /** What has arrived is sent at once. */
    private static void copy(InputStream bytes, OutputStream out) throws IOException {
        var buffer = new byte[16 * 1024];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            out.write(buffer, 0, read);
            if (bytes.available() == 0) {
                out.flush();
            }
        }
    }

    private void fault(Fixture.Fault fault, dev.counterpart.spec.http.Response answer) {
        switch (fault) {
            case RESET -> close(true);
            case EMPTY -> close(false);
            case STALL -> {
                callback.release();
                later(LONGEST_STALL_MILLIS, () -> close(false));
            }
            case GARBAGE -> garbage();
            case TRUNCATE -> truncated(answer);
        }
    }

    private void truncated(dev.counterpart.spec.http.Response answer) {
        write(answer);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
        response.write(false, answer.bytes().limit(answer.length() / 2), Callback.from(() -> close(false)));
    }

    private void garbage() {
        if (endPoint().getTransport() instanceof SocketChannel channel) {
            try {
                channel.write(ByteBuffer.wrap(GARBAGE));
            } catch (IOException gone) {
                // The client has closed the connection.
            }
        }
        close(false);
    }

    private void close(boolean reset) {
        var endPoint = endPoint();
        if (reset && endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException gone) {
                // The client has closed the connection.
            }
        }
        endPoint.close();
        callback.failed(new EofException("closed by a fault"));
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
