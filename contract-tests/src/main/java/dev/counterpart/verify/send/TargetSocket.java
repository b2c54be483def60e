package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A connection to the target for one request, with or without TLS. */
final class TargetSocket implements AutoCloseable {

    /** Read at the end of the connection. */
    static final int END = -1;

    /** Read where nothing comes for the time given. */
    static final int NOTHING = -2;

    /** Read where the provider has reset the connection. */
    static final int RESET = -3;

    /** Requests up to here fit into the buffers of a connection, so that sending them does not wait for the provider. */
    private static final int BUFFERED = 8 * 1024;

    /** A request without a body and with one of these methods has the length 0 (RFC 9110 §8.6). */
    private static final Set<String> BODY_EXPECTED = Set.of("POST", "PUT", "PATCH");

    private final Target target;
    private final Socket socket;

    private TargetSocket(Target target, Socket socket) {
        this.target = target;
        this.socket = socket;
    }

    /** Connects, to the first address of the host that accepts a connection. */
    static TargetSocket connected(Target target) throws IOException {
        var plain = plain(target);
        if (!target.isSecure()) {
            return new TargetSocket(target, plain);
        }
        try {
            return new TargetSocket(target, secure(target, plain));
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket plain(Target target) throws IOException {
        IOException refused = null;
        for (var address : InetAddress.getAllByName(target.url().getHost())) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, target.port()), (int)
                        target.timeout().toMillis());
                socket.setSoTimeout((int) target.timeout().toMillis());
                return socket;
            } catch (IOException failed) {
                socket.close();
                refused = failed;
            }
        }
        throw refused == null ? new SocketException("the host has no address") : refused;
    }

    private static Socket secure(Target target, Socket plain) throws IOException {
        var secure = (SSLSocket)
                target.tls().getSocketFactory().createSocket(plain, target.url().getHost(), target.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        try {
            secure.startHandshake();
        } catch (SocketException broken) {
            throw new SSLException("the provider ended the handshake: " + broken.getMessage(), broken);
        }
        return secure;
    }

    /**
     * Sends the request. A large one is sent by a thread of its own, because the provider may answer before it has read all of it. If
     * sending fails, the answer says why: a provider may answer and close the connection (RFC 9112 §9.6).
     */
    void write(Request request) {
        send(bytes(request, true));
    }

    /** The same, over a connection that stays open. */
    void writeKept(Request request) {
        send(bytes(request, false));
    }

    private void send(byte[] bytes) {
        if (bytes.length <= BUFFERED) {
            write(bytes);
        } else {
            var writer = new Thread(() -> write(bytes), "counterpart-upload");
            writer.setDaemon(true);
            writer.start();
        }
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException brokenOff) {
            return; // the next read gets the answer, or the reason why there is none
        }
    }

    private byte[] bytes(Request request, boolean closes) {
        var head = new StringBuilder(512);
        head.append(request.method())
                .append(' ')
                .append(target.basePath())
                .append(request.target())
                .append(" HTTP/1.1\r\n");
        if (!request.headers().has("Host")) {
            head.append("Host: ").append(target.authority()).append("\r\n");
        }
        for (var field : request.headers().fields()) {
            head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
        }
        if (needsLength(request)) {
            head.append("Content-Length: ").append(request.length()).append("\r\n");
        }
        head.append(closes ? "Connection: close\r\n\r\n" : "\r\n");
        return joined(head.toString(), request.body());
    }

    private static boolean needsLength(Request request) {
        return (request.hasBody() || BODY_EXPECTED.contains(request.method()))
                && !request.headers().has("Content-Length")
                && !request.headers().has("Transfer-Encoding");
    }

    private static byte[] joined(String head, byte[] body) {
        var bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.getBytes(isLatin(head) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Fields are read as ISO 8859-1, unless they cannot be written so (RFC 9110 §5.5). */
    private static boolean isLatin(CharSequence head) {
        return head.chars().allMatch(c -> c <= 0xFF);
    }

    /**
     * Waits for bytes.
     *
     * @param millis how long, from 1
     * @return their number, {@link #END}, {@link #NOTHING} or {@link #RESET}
     */
    int read(byte[] buffer, int millis) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(millis);
            return in.read(buffer);
        } catch (SocketTimeoutException silent) {
            return NOTHING;
        } catch (SocketException reset) {
            return RESET;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // The connection is of no use any more.
        }
    }
}
