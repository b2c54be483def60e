package dev.counterpart.verify.junit;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** The gate against our own mock with its own fixtures, as a user's test class would have it. */
class ContractTestsTest implements ContractTests {

    private static final String DOCUMENT = "../spec/openapi/dynamic-oauth-access-token.yaml";
    private static final MockServer MOCK = mock();

    private static MockServer mock() {
        var contract = ((ReadResult.Read) ContractReader.read(DOCUMENT, ReadOptions.defaults())).contract();
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures();
        return MockServer.start(contract, fixtures, MockOptions.defaults().withPort(0))
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Override
    public Optional<String> document() {
        return Optional.of(DOCUMENT);
    }

    @Override
    public Optional<String> url() {
        return Optional.of(MOCK.url().toString());
    }
}
