package dev.counterpart.mock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server of which every byte is written by a test, on this machine. */
final class RawServer implements AutoCloseable {

    /** What happens on a connection once the head of a request has come; the connection is closed after it. */
    interface Script {
        void run(String head, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Script script;

    private RawServer(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
    }

    static RawServer of(Script script) throws IOException {
        return of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    static RawServer of(ServerSocket listening, Script script) {
        var server = new RawServer(listening, script);
        daemon(server::accept);
        return server;
    }

    /** A server that answers every request with that text, with line ends as HTTP has them. */
    static RawServer saying(String text) throws IOException {
        return of((head, socket) -> write(socket, text.replace("\n", "\r\n")));
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    int port() {
        return listening.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(head(socket.getInputStream()), socket);
        } catch (IOException gone) {
            // The client has left.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream stream) throws IOException {
        var head = new StringBuilder();
        for (int b = stream.read(); b >= 0; b = stream.read()) {
            head.append((char) b);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
