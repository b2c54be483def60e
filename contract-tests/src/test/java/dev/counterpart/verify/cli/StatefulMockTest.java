package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stateful mock is a provider like any other: what the gate creates, it finds; what it removes is gone. */
class StatefulMockTest {

    private static final Path CONTRACTS = Path.of("../mock-server/src/test/resources/contracts");

    @ParameterizedTest
    @ValueSource(strings = {"stateful.yaml", "orders.yaml", "versions.yaml", "odd-collections.yaml", "deletable.yaml"})
    void the_gate_passes_with_its_requests_that_change_things(String name) {
        String document = CONTRACTS.resolve(name).toString();
        var contract = ((ReadResult.Read) ContractReader.read(document, ReadOptions.defaults())).contract();
        var options = MockOptions.defaults().withPort(0).withStateful(true);
        try (var mock = MockServer.start(contract, Fixtures.none(), options).orElseThrow()) {
            var out = new StringWriter();
            int code = Main.line()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute("test", document, "--url", mock.url().toString());
            assertThat(code).as(out.toString()).isZero();
        }
    }
}
