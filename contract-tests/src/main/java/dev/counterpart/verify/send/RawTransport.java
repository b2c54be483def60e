package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sends requests over a plain socket and reads every byte of the answer, which an HTTP client would partly hide. */
public final class RawTransport implements Transport {

    /** How long to wait for bytes after the end of an answer, in milliseconds. */
    private static final int TRAILING_WAIT = 150;

    private static final int LARGEST = ExactClient.LARGEST;

    /**
     * Up to this size the end of an answer is searched after each read; above it when the size has doubled or nothing arrives.
     */
    private static final int SMALL = 64 * 1024;

    /** Requests with these methods and without a body have Content-Length: 0 (RFC 9110 §8.6). */
    private static final Set<String> BODY_EXPECTED = Set.of("POST", "PUT", "PATCH");

    private static final int END = -1;
    private static final int NOTHING = -2;

    private final Target target;

    public RawTransport(Target target) {
        this.target = target;
    }

    @Override
    public Observation send(Request request) {
        long start = System.nanoTime();
        try (var socket = connected()) {
            socket.getOutputStream().write(bytes(request));
            socket.getOutputStream().flush();
            return received(socket, request, start);
        } catch (IOException failed) {
            return Failures.unanswered(failed, took(start));
        }
    }

    private Socket connected() throws IOException {
        int millis = (int) target.timeout().toMillis();
        var plain = new Socket();
        plain.connect(new InetSocketAddress(target.url().getHost(), target.port()), millis);
        plain.setSoTimeout(millis);
        if (!target.isSecure()) {
            return plain;
        }
        var secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, target.url().getHost(), target.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    private byte[] bytes(Request request) {
        var head = new StringBuilder();
        head.append(request.method())
                .append(' ')
                .append(target.basePath())
                .append(request.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        request.headers()
                .fields()
                .forEach(field -> head.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n"));
        boolean length = (request.hasBody() || BODY_EXPECTED.contains(request.method()))
                && !request.headers().has("Content-Length");
        if (length && !request.headers().has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(request.body());
        return bytes.toByteArray();
    }

    private Observation received(Socket socket, Request request, long start) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[16 * 1024];
        InputStream in = socket.getInputStream();
        int looked = 0;
        while (bytes.size() <= LARGEST) {
            long left = target.timeout().minus(took(start)).toMillis();
            if (left <= 0) {
                return timedOut(bytes, request, start);
            }
            boolean unlooked = looked < bytes.size();
            socket.setSoTimeout((int) (unlooked ? Math.min(left, TRAILING_WAIT) : left));
            int count = bytes.size() == 0 ? read(in, buffer) : readOn(in, buffer);
            if (count == END) {
                return WireParser.observation(bytes.toByteArray(), request.method(), true, took(start));
            }
            bytes.write(buffer, 0, Math.max(0, count));
            boolean look = count == NOTHING || bytes.size() < SMALL || bytes.size() > 2 * looked;
            if (look && WireParser.isComplete(bytes.toByteArray(), request.method())) {
                return trailed(socket, request, bytes, took(start));
            }
            if (look && bytes.size() > SMALL && !WireParser.hasHead(bytes.toByteArray())) {
                return new Unanswered(
                        Reason.ENDLESS, "the head has not ended after " + SMALL / 1024 + " KiB", took(start));
            }
            looked = look ? bytes.size() : looked;
        }
        return new Unanswered(
                Reason.ENDLESS, "the answer has not ended after " + LARGEST / 1024 / 1024 + " MiB", took(start));
    }

    /** Waits briefly for bytes after an answer that is complete by its own framing. */
    private static Observation trailed(Socket socket, Request request, ByteArrayOutputStream bytes, Duration answered)
            throws IOException {
        var buffer = new byte[16 * 1024];
        socket.setSoTimeout(TRAILING_WAIT);
        int count = readOn(socket.getInputStream(), buffer);
        while (count > 0 && bytes.size() < LARGEST) {
            bytes.write(buffer, 0, count);
            count = readOn(socket.getInputStream(), buffer);
        }
        return WireParser.observation(bytes.toByteArray(), request.method(), count == END, answered);
    }

    /** The number of bytes; {@link #END} at the end, {@link #NOTHING} after a read timeout. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException silent) {
            return NOTHING;
        }
    }

    /** The same after an answer has begun, which a reset of the connection also ends. */
    private static int readOn(InputStream in, byte[] buffer) throws IOException {
        try {
            return read(in, buffer);
        } catch (SocketException reset) {
            return END;
        }
    }

    private static Observation timedOut(ByteArrayOutputStream bytes, Request request, long start) {
        return bytes.size() == 0
                ? new Unanswered(
                        Reason.TIMEOUT, "no answer after " + took(start).toMillis() + " ms", took(start))
                : WireParser.observation(bytes.toByteArray(), request.method(), false, took(start));
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
