package dev.counterpart.mock.cli;

import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.ExitCode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A run of the launcher that loads the classes an answer needs, so that they can be archived, and then ends. */
final class Training {

    private static final String PROPERTY = "counterpart.training";

    private Training() {}

    static boolean wanted() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Sends one valid request and one invalid request to the first operation, and ends. */
    static int run(MockServer server, Contract contract) {
        var url = server.url();
        var operation = contract.operations().get(0).key();
        for (String value : new String[] {"0f8fad5b-d9cb-469f-a165-70867728950e", "x"}) {
            String path = operation.path().replaceAll("\\{[^}]*}", value);
            String request = operation.method() + " " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n";
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException unanswered) {
                return ExitCode.FAILED;
            }
        }
        server.close();
        return ExitCode.FINE;
    }
}
