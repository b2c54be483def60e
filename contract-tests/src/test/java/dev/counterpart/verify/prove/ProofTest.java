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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # entries of the data file                  | declared responses whose defects pass; refusals of an invalid n prove 4XX
        {status: 409}, {status: 503, query: {n: 2}} |
        {status: 409}                               | default
        {status: 503}                               |
        {status: 418}, {status: 302, query: {n: 2}} |
        """)
    void a_status_that_is_declared_by_a_range_or_by_default_proves_that_response(String entries, String passing)
            throws IOException {
        var document = Files.writeString(folder.resolve("document.yaml"), """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths:
              /a:
                get:
                  operationId: a
                  parameters: [{name: n, in: query, schema: {type: integer}}]
                  responses:
                    '200': {description: ok}
                    4XX: {description: refused, content: {application/json: {schema: {$ref: '#/components/schemas/Reason'}}}}
                    default: {description: else, content: {application/json: {schema: {$ref: '#/components/schemas/Reason'}}}}
            components: {schemas: {Reason: {type: object, required: [reason], properties: {reason: {type: string}}}}}
            """);
        var file = Files.writeString(folder.resolve("data.yaml"), "operations: {a: [" + entries + "]}");

        var proof = Proof.of(contract(document.toString()), options(data(file)));

        assertThat(proof.survivors())
                .extracting(survivor -> survivor.title().replaceAll(".* → (\\w+).*", "$1"))
                .containsOnly(passing == null ? new String[0] : new String[] {passing});
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
