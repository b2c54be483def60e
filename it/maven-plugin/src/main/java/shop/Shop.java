package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A shop on the JDK's server: the port is its only argument. */
public final class Shop {

    private Shop() {}

    public static void main(String[] arguments) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        var server = HttpServer.create(address, 0);
        server.createContext("/", Shop::answer);
        server.start();
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
}
