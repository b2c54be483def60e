package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.Mounted;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API of the mock is a provider like any other: the gate passes on it. */
class AdminContractTest {

    private static final String DOCUMENT = "../spec/openapi/dynamic-oauth-access-token.yaml";
    private static final String ADMIN = "../spec/openapi/admin.yaml";
    private static final String DATA = """
            operations:
              getOperation:
                - {status: 200, query: {name: getUserOauthAccessToken}}
              addOverride:
                - {status: 409, unreachable: it would need 1000 overrides first}
                - {status: 201, body: {operation: getUserOauthAccessToken, fixture: '403', calls: 1}}
              moveScenario:
                - {status: 200, path: {name: token-revoked, move: start}}
                - {status: 404, path: {name: none, move: start}}
              readFixture:
                - {status: 200, query: {file: getUserOauthAccessToken/403.yaml}}
                - {status: 404, query: {file: getUserOauthAccessToken/none.yaml}}
              writeFixture:
                - {status: 200, query: {file: getUserOauthAccessToken/403-new.yaml}, body: {text: 'response: {body: {error: no}}'}}
                - {status: 422, query: {file: getUserOauthAccessToken/403-new.yaml}, body: {text: 'when: 1'}}
              checkFixture:
                - {status: 200, query: {file: getUserOauthAccessToken/403-new.yaml}, body: {text: '{}'}}
              listItems:
                - {status: 200, query: {collection: /pets}}
              getItem:
                - {status: 404, query: {collection: /pets, id: none}}
                - {status: 200, query: {collection: /stored, id: '1'}}
              putItem:
                - {status: 409, unreachable: it would need 100000 items first}
                - {status: 204, query: {collection: /stored, id: '1'}, body: {name: Kim}}
              seedState:
                - {status: 409, unreachable: it would need 100000 items first}
                - {status: 404, body: {collection: /none}}
              removeItem:
                - {status: 404, query: {collection: /pets, id: none}}
              removeOverride:
                - {status: 404, path: {id: 999999}}
              getExchange:
                - {status: 404, path: {id: 999999}}
              exportArazzo:
                - {status: 404, query: {path: /none}}
              draftFixture:
                - {status: 404, query: {operation: none, status: '200'}}
              deleteFixture:
                - {status: 404, query: {file: getUserOauthAccessToken/none.yaml}}
            """;

    /** Provokes an answer that is declared by default. */
    private static final String FOREIGN = "    - {status: 403, header: {Origin: 'http://other.test'}}\n";

    @TempDir
    private Path folder;

    @Test
    void the_gate_passes_on_the_admin_api_and_detects_each_defect_of_it() throws IOException {
        copy(Path.of("../fixtures/bundled"), folder.resolve("fixtures"));
        var data = Files.writeString(folder.resolve("data.yaml"), data());
        var contract = contract(DOCUMENT);
        var fixtures = folder.resolve("fixtures");
        var mounted = new Mounted(
                "", contract, FixtureReader.read(fixtures, contract).fixtures(), DOCUMENT, Optional.of(fixtures));
        var options = MockOptions.defaults().withPort(0);
        try (var server = MockServer.start(List.of(mounted), options, engine -> engine, exchange -> {})
                .orElseThrow()) {
            var out = new StringWriter();
            int code = Main.line()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute(
                            "test",
                            ADMIN,
                            "--url",
                            server.url().toString(),
                            "--data",
                            data.toString(),
                            "--skip",
                            "getEvents",
                            "--prove");
            assertThat(code).as(out.toString()).isZero();
        }
    }

    private static String data() {
        String data = DATA;
        for (var operation : contract(ADMIN).operations()) {
            String entry = "  " + operation.name() + ":\n";
            data = data.contains(entry) ? data.replace(entry, entry + FOREIGN) : data + entry + FOREIGN;
        }
        return data;
    }

    private static Contract contract(String document) {
        return ((ReadResult.Read) ContractReader.read(document, ReadOptions.defaults())).contract();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
