package dev.counterpart.verify.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.prove.Proof.Survivor;
import dev.counterpart.verify.send.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

    private static final Contract BUNDLED = contract("../spec/openapi/dynamic-oauth-access-token.yaml");
    private static final String DATA = "src/test/resources/data/provider.yaml";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_mutant_of_the_bundled_contract_fails_the_gate() {
        var proof = Proof.of(BUNDLED, options(data(Path.of(DATA))));

        assertThat(proof.survivors()).isEmpty();
        assertThat(proof.accused()).isEmpty();
        assertThat(proof.excused())
                .extracting(Survivor::title)
                .containsExactly("GET /oauthAccounts/{oauthAccountId}/accessToken → 401: without WWW-Authenticate");
        assertThat(proof.killed()).isGreaterThan(150);
        assertThat(proof.holds()).isTrue();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # of the data file            | becomes                                 | passes or does not fail                                                         | because
        status: 403                   | status: 401                             | GET /oauthAccounts/{oauthAccountId}/accessToken → 403 application/json: no body | no case is answered so: say in the data file which request provokes the status
        status: 404                   | unreachable: no way/      status: 404   | GET /oauthAccounts/{oauthAccountId}/accessToken → 404: answered as 299          | no way
        operations:                   | rules: {response.body.syntax: off}/operations: | GET /oauthAccounts/{oauthAccountId}/accessToken → 200 application/json: a body cut off | response.body.syntax is switched off
        operations:                   | rules: {response.body.syntax: warning}/operations: | GET /oauthAccounts/{oauthAccountId}/accessToken → 200 application/json: a body cut off | response.body.syntax is a warning
        operations:                   | rules: {auth.missing-accepted: off}/operations: | getUserOauthAccessToken / denied / no credentials: accepted | auth.missing-accepted is switched off
        """)
    void what_the_data_leave_out_is_said(String text, String replacement, String title, String reason)
            throws IOException {
        String data = Files.readString(Path.of(DATA)).replace(text, replacement.replace("/", "\n"));
        var file = Files.writeString(folder.resolve("data.yaml"), data);

        var proof = Proof.of(BUNDLED, options(data(file)));

        var found = Stream.concat(proof.survivors().stream(), proof.excused().stream());
        assertThat(found).contains(new Survivor(title, reason));
        assertThat(proof.accused()).isEmpty();
    }

    private static SuiteOptions options(GateData data) {
        return SuiteOptions.of(
                Target.of("http://127.0.0.1", Target.DEFAULT_TIMEOUT).orElseThrow(), data);
    }

    private static GateData data(Path file) {
        return ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
    }

    private static Contract contract(String file) {
        return ((ReadResult.Read) ContractReader.read(file, ReadOptions.defaults())).contract();
    }
}
