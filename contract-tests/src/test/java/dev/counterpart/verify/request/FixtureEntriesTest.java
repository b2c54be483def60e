package dev.counterpart.verify.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.plan.CasePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixtureEntriesTest {

    private static final String THING = "body: {id: \"1\", name: pin}";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # fixture           | when                                            | request
        readThing/404       | {path: {id: "7"}}                               | GET /things/7
        readThing/404       | {path: {id: {in: ["8", "9"]}}}                  | GET /things/8
        readThing/404       | {path: {id: {matches: "[0-9]"}}}                | GET /things/1
        readThing/404       | {path: {id: {absent: false}}}                   | GET /things/1
        readThing/404       | {header: {X-Trace: a}}                          | GET /things/1 X-Trace: a
        readThing/404       | {query: {at: 1 & 2}}                            | GET /things/1?at=1%20%26%202
        readThing/404       | {cookie: {seen: yes}, query: {x: {absent: true}}} | GET /things/1 Cookie: seen=yes
        listThings/400      | {query: {limit: 500}}                           | GET /things?limit=500
        createThing/409     | {body: {/name: pin}}                            | POST /things {"name":"pin","size":"small"}
        createThing/409     | {body: {/name: oak, /size: {absent: true}}}     | POST /things {"name":"oak"}
        createThing/400     | {body: {/parts/0: -1}}                          | POST /things {"name":"pin","size":"small","parts":[-1]}
        """)
    void the_conditions_of_a_fixture_name_a_request(String fixture, String when, String request) throws IOException {
        write(fixture, when, "");

        var plan = plan(GateData.none());

        assertThat(asked(plan)).containsExactly(request);
        assertThat(plan.remarks()).noneMatch(remark -> remark.startsWith("No request"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # fixture       | when                                          | rest         | reason
        readThing/404   | {path: {id: {matches: "77.*"}}}               |              | no value is known for path.id that is a match of 77.*
        readThing/404   | {path: {id: {absent: true}}}                  |              | no value is known for path.id that is absent
        readThing/404   | {header: {X-Trace: {absent: false}}}          |              | no value is known for header.X-Trace that is present
        createThing/409 | {body: {/note: {matches: "a+"}}}              |              | no value is known for body./note that is a match of a+
        readThing/404   | {token: {scope: read}}                        |              | no credentials are known whose token has scope "read"
        readThing/404   | {}                                            |              | it has no "when"
        readThing/404   | {path: {id: "7"}}                             | fault: reset | it is a fault, not an answer
        """)
    void a_fixture_that_names_no_request_is_told(String fixture, String when, String rest, String reason)
            throws IOException {
        var file = write(fixture, when, rest == null ? "" : rest);

        var plan = plan(GateData.none());

        assertThat(asked(plan)).isEmpty();
        assertThat(plan.remarks()).contains("No request was made from " + file + ":1: " + reason + ".");
    }

    @Test
    void another_fixture_that_answers_the_same_request_is_told() throws IOException {
        write("readThing/404-gone", "{path: {id: \"7\"}}", "");
        write("readThing/200-blue", "{path: {id: \"7\"}, query: {color: {absent: true}}}", THING);

        var plan = plan(GateData.none());

        assertThat(asked(plan)).containsExactly("GET /things/7");
        assertThat(plan.remarks()).anyMatch(remark -> remark.endsWith("the fixture 200-blue answers its request."));
    }

    @Test
    void what_the_data_file_says_of_a_status_counts_alone() throws IOException {
        write("readThing/404", "{path: {id: \"7\"}}", "");
        write("readThing/200-other", "{path: {id: \"3\"}}", THING);
        var data = data("""
                operations:
                  readThing:
                    - {status: 404, unreachable: everything is there}
                    - {status: 200, path: {id: "1"}}
                """);

        var plan = plan(data);

        assertThat(asked(plan)).isEmpty();
        assertThat(plan.remarks()).noneMatch(remark -> remark.startsWith("No request"));
    }

    @Test
    void a_request_that_the_data_file_expects_otherwise_is_told() throws IOException {
        write("readThing/404", "{path: {id: \"7\"}}", "");
        var data = data("""
                operations:
                  readThing:
                    - {status: 200, path: {id: "7"}}
                """);

        var plan = plan(data);

        assertThat(asked(plan)).isEmpty();
        assertThat(plan.remarks())
                .anyMatch(remark -> remark.contains("the same request is expected to be answered 200 (")
                        && remark.endsWith("data.yaml:3 (/operations/readThing/0))."));
    }

    @Test
    void claims_choose_the_credential_that_has_them() throws IOException {
        var contract = contract("../spec/openapi/dynamic-oauth-access-token.yaml");
        var file = folder.resolve("getUserOauthAccessToken/403.yaml");
        Files.createDirectories(folder.resolve("getUserOauthAccessToken"));
        Files.writeString(file, "when: {token: {scope: user.read}}\nresponse: {body: {error: no}}\n");
        var data = data(
                "credentials: {one: opaque-token-of-one, two: " + token("{\"scope\": \"openid user.read\"}") + "}");

        var plan = CasePlan.of(contract, data, fixtures(contract), Map.of(), Optional.empty());

        assertThat(plan.cases())
                .filteredOn(each -> each.origin().source() == Origin.Source.FIXTURE)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.id()).isEqualTo("getUserOauthAccessToken / 403 / fixture 403");
                    assertThat(each.request().headers().first("Authorization").orElse(""))
                            .startsWith("Bearer e30.");
                    assertThat(each.origin().reason()).isEqualTo("a fixture says that this request is answered 403");
                });
    }

    @Test
    void without_credentials_only_denials_are_asked_for() throws IOException {
        var contract = contract("../spec/openapi/dynamic-oauth-access-token.yaml");

        var plan = CasePlan.of(
                contract,
                GateData.none(),
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures(),
                Map.of(),
                Optional.empty());

        assertThat(plan.cases())
                .filteredOn(each -> each.origin().source() == Origin.Source.FIXTURE)
                .extracting(Case::title)
                .containsExactly("fixture 401-expired-account", "fixture 401-malformed-account");
        assertThat(plan.remarks()).anyMatch(remark -> remark.endsWith("404-deleted.yaml:2: no credentials are known."));
    }

    private Path write(String fixture, String when, String rest) throws IOException {
        var file = folder.resolve(fixture + ".yaml");
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        boolean isBody = rest.startsWith("body");
        return Files.writeString(
                file, "when: " + when + "\nresponse: {" + (isBody ? rest : "") + "}\n" + (isBody ? "" : rest + "\n"));
    }

    private CasePlan plan(GateData data) {
        var contract = contract("src/test/resources/contracts/things.yaml");
        return CasePlan.of(contract, data, fixtures(contract), Map.of(), Optional.empty());
    }

    private Fixtures fixtures(Contract contract) {
        var loaded = FixtureReader.read(folder, contract);
        assertThat(loaded.broken()).isEmpty();
        return loaded.fixtures();
    }

    private static List<String> asked(CasePlan plan) {
        return plan.cases().stream()
                .filter(each -> each.origin().source() == Origin.Source.FIXTURE)
                .map(FixtureEntriesTest::words)
                .toList();
    }

    private static String words(Case each) {
        var request = each.request();
        var fields = new StringBuilder();
        for (String name : List.of("X-Trace", "Cookie")) {
            request.headers()
                    .first(name)
                    .ifPresent(value ->
                            fields.append(" ").append(name).append(": ").append(value));
        }
        String body = request.hasBody() ? " " + new String(request.body(), StandardCharsets.UTF_8) : "";
        return request.method() + " " + request.target() + fields + body;
    }

    private GateData data(String text) throws IOException {
        var folderOfData = Files.createTempDirectory(folder.getParent(), "data");
        var file = Files.writeString(folderOfData.resolve("data.yaml"), text);
        return ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private static Contract contract(String file) {
        return ((ReadResult.Read) ContractReader.read(file, ReadOptions.defaults())).contract();
    }
}
