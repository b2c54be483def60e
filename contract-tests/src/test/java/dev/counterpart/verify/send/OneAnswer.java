package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A server that reads one request, sends these bytes and closes. */
final class OneAnswer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> received;

    OneAnswer(String answer) throws IOException {
        this(answer, "", 0);
    }

    /** After the answer, the second text is sent until nobody reads it any more. */
    OneAnswer(String answer, String again, int pause) throws IOException {
        this(answer, again, pause, false);
    }

    /** One that leaves the connection open until the client closes it. */
    static OneAnswer thatStays(String answer) throws IOException {
        return new OneAnswer(answer, "", 0, true);
    }

    private OneAnswer(String answer, String again, int pause, boolean stays) throws IOException {
        received = CompletableFuture.supplyAsync(() -> {
            try (var client = socket.accept()) {
                client.setSoTimeout(10_000);
                String request = read(client.getInputStream());
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                repeat(client, again, pause);
                if (stays) {
                    client.setSoTimeout(10_000);
                    client.getInputStream().read();
                }
                return request;
            } catch (IOException failed) {
                throw new CompletionException(failed);
            }
        });
    }

    private static void repeat(Socket client, String again, int pause) throws IOException {
        byte[] bytes = again.repeat(pause == 0 ? 1000 : 1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            while (bytes.length > 0) {
                client.getOutputStream().write(bytes);
                if (pause > 0) {
                    Thread.sleep(pause);
                }
            }
        } catch (SocketException brokenOff) {
            assertThat(bytes).isNotEmpty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            int length = 0;
            for (String line : end < 0 ? new String[0] : text.split("\r\n", -1)) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            if (end >= 0 && bytes.size() >= end + 4 + length) {
                return text;
            }
            int next = in.read();
            if (next < 0) {
                return text;
            }
            bytes.write(next);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String received() {
        return received.join();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
