package dev.counterpart.mock.bench;

import dev.counterpart.spec.Json;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * {@code BareServers jetty|javalin PORT FILE}: answers every request with the bytes of a file, as JSON; Javalin parses the body of a
 * POST before it answers.
 */
final class BareServers {

    private BareServers() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        var body = Files.readAllBytes(Path.of(arguments[2]));
        if (arguments[0].equals("jetty")) {
            jetty(port, body);
        } else {
            javalin(port, body);
        }
    }

    private static void jetty(int port, byte[] body) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
                response.write(true, ByteBuffer.wrap(body), callback);
                return true;
            }
        });
        server.start();
    }

    private static void javalin(int port, byte[] body) {
        var unused = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.jetty.host = "127.0.0.1";
                    config.routes.get(
                            "/*",
                            context -> context.contentType("application/json").result(body));
                    config.routes.post("/*", context -> {
                        if (!(Json.parse(context.bodyAsBytes()) instanceof Json.Parsed.Value)) {
                            throw new IOException(
                                    "not JSON: " + new String(context.bodyAsBytes(), StandardCharsets.UTF_8));
                        }
                        context.contentType("application/json").result(body);
                    });
                })
                .start(port);
    }
}
