package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sends requests over a plain socket and reads every byte that comes back, for what an HTTP client would smooth over. */
public final class RawTransport implements Transport {

    /** How long to wait for bytes after the end of an answer, in milliseconds. */
    private static final int TRAILING_WAIT = 150;

    private static final int LARGEST = 64 * 1024 * 1024;

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
        boolean length = request.hasBody() && !request.headers().has("Content-Length");
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
        boolean complete = false;
        Duration answered = Duration.ZERO;
        while (bytes.size() < LARGEST) {
            int count;
            try {
                count = in.read(buffer);
            } catch (SocketTimeoutException silent) {
                return complete
                        ? WireParser.observation(bytes.toByteArray(), request.method(), false, answered)
                        : timedOut(bytes, request, start);
            }
            if (count < 0) {
                break;
            }
            bytes.write(buffer, 0, count);
            if (!complete && WireParser.isComplete(bytes.toByteArray(), request.method())) {
                complete = true;
                answered = took(start);
                socket.setSoTimeout(TRAILING_WAIT);
            }
        }
        return WireParser.observation(bytes.toByteArray(), request.method(), true, complete ? answered : took(start));
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
