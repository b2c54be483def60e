package dev.counterpart.mock;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Sends a request over a socket as it is: nothing is encoded, added but what framing needs, or followed. */
public final class PlainClient {

    private static final int TIMEOUT_MILLIS = 20_000;

    private PlainClient() {}

    public static Response send(URI server, Request request) throws IOException {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: "
                + server.getAuthority() + "\r\nConnection: close\r\n");
        request.headers().fields().forEach(field -> head.append(field.getKey() + ": " + field.getValue() + "\r\n"));
        if (request.hasBody()) {
            head.append("Content-Length: " + request.body().length + "\r\n");
        }
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(request.body());
            socket.getOutputStream().flush();
            return parsed(socket.getInputStream().readAllBytes());
        }
    }

    /** The bytes that a server sent until it closed the connection; nothing at all has status 999. */
    public static byte[] raw(URI server, byte[] request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    public static Response parsed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, blank).split("\r\n");
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.add(Map.entry(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        return new Response(status, new Headers(fields), Arrays.copyOfRange(bytes, blank + 4, bytes.length));
    }
}
