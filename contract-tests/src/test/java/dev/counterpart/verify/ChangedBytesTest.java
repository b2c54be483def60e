package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of answers to requests that change something, which are sent once only. */
class ChangedBytesTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths:
              /thing:
                delete:
                  operationId: forget
                  responses: {'204': {description: gone}}
            """;

    private static final String DATA = "operations: {forget: [{status: 204}]}";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # answer to DELETE                                          | broken rules
        HTTP/1.1 204 No Content~~                                   |
        HTTP/1.1 204 No Content~Content-Length: 0~~                 |
        HTTP/1.1 204 No Content~~{}                                 | response.body.forbidden
        HTTP/1.1 204 No Content~Content-Length: 2~~                 | response.framing.content-length
        HTTP/1.1 204 No Content~Transfer-Encoding: chunked~~0~~     | response.body.forbidden, response.framing.chunks
        """)
    void the_bytes_of_an_answer_to_delete_are_seen(String answer, String rules) throws IOException {
        var expected = rules == null ? List.<String>of() : List.of(rules.split(", ", -1));

        assertThat(brokenRules(answer.replace("~", "\r\n"))).isEqualTo(expected);
    }

    private List<String> brokenRules(String answer) throws IOException {
        var document = Files.writeString(folder.resolve("openapi.yaml"), DOCUMENT);
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        var file = Files.writeString(folder.resolve("data.yaml"), DATA);
        var data = ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
        try (var socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> answer(socket, answer), "provider");
            thread.setDaemon(true);
            thread.start();
            return brokenRules(contract, data, socket.getLocalPort());
        }
    }

    private static List<String> brokenRules(Contract contract, GateData data, int port) {
        var target =
                Target.of("http://127.0.0.1:" + port, Duration.ofSeconds(5)).orElseThrow();
        return Accusations.of(contract, SuiteOptions.of(target, data), Severity.ERROR);
    }

    /** DELETE is answered so, everything else by 405. */
    private static void answer(ServerSocket socket, String toDelete) {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                var request = new byte[8192];
                int length = Math.max(0, connection.getInputStream().read(request));
                boolean delete = new String(request, 0, length, StandardCharsets.UTF_8).startsWith("DELETE");
                String answer = delete ? toDelete : "HTTP/1.1 405 No\r\nAllow: DELETE\r\nContent-Length: 0\r\n\r\n";
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
