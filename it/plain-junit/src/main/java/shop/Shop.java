package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A shop on the JDK's server, without any library. */
public final class Shop implements AutoCloseable {

    private final HttpServer server;

    public Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Shop::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getRawPath();
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            exchange.sendResponseHeaders(405, -1);
        } else if (!path.matches("/orders/[1-9][0-9]?")) {
            exchange.sendResponseHeaders(400, -1);
        } else if (!path.equals("/orders/7")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] order = "{\"id\": 7, \"item\": \"lamp\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, order.length);
            exchange.getResponseBody().write(order);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
