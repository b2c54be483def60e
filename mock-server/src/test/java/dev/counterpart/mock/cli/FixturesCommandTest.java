package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about fixtures, with a provider on a socket where they need one. */
class FixturesCommandTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: pets, version: '1'}
            paths:
              /pets:
                post:
                  operationId: addPet
                  responses: {'201': {description: ''}}
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                get:
                  operationId: getPet
                  security: [{bearer: []}]
                  responses:
                    '200':
                      description: ''
                      content:
                        application/json:
                          schema:
                            type: object
                            required: [name]
                            properties:
                              name: {type: string, minLength: 1}
                              age: {type: [integer, string]}
                    '401': {description: ''}
                    '404': {description: ''}
                    5XX: {description: '', content: {text/plain: {schema: {type: string}}}}
            components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path fixtures = Path.of("");
    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT).toString();
        fixtures = Files.createDirectories(folder.resolve("fixtures"));
    }

    private void fixture(String file, String text) throws IOException {
        var path = fixtures.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int run(String command, String... more) {
        var all = new java.util.ArrayList<>(
                java.util.List.of("fixtures", command, document, "--fixtures", fixtures.toString()));
        all.addAll(java.util.List.of(more));
        return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private String printed() {
        return out.toString().replace(folder.toString(), "");
    }

    @Test
    void verify_prints_how_many_fixtures_each_status_has() throws IOException {
        fixture("getPet/200.json", "{\"name\":\"Rex\"}");
        fixture("getPet/200-one.yaml", "when: {path: {id: 1}}\nresponse: {body: {name: Tom}}\n");
        fixture("getPet/200-two.yaml", "when: {path: {id: {in: [1, 2]}}}\nresponse: {body: {name: Tom}}\n");
        fixture("getPet/200-three.yaml", "when: {path: {id: 2}}\nresponse: {body: {name: Max}}\n");
        fixture("getPet/200-bad.json", "{\"name\":\"\"}");
        fixture("getPet/401-expired.yaml", "response: {}\n");
        fixture("getPet/401.yaml", "response: {}\n");
        fixture("getPet/503.txt", "busy");
        fixture("getPet/_undocumented/429.txt", "slow down");

        assertThat(run("verify")).isEqualTo(1);
        assertThat(printed()).isEqualTo("""
                operation  status              valid  invalid  never used
                addPet     201                 0
                getPet     200                 4      1        1
                           401                 2
                           404                 0
                           5XX                 1
                           429 (undocumented)  1
                never used: /fixtures/getPet/200-two.yaml; /fixtures/getPet/200-one.yaml answers the same requests
                0 examples of the document were checked; 0 places are invalid
                8 fixtures are valid, 1 is invalid
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # which fixture is never used               | one: status, conditions and more             | two                                            | never used
            the same conditions: the second by name     | 200 when: {path: {id: 1}}                    | 200 when: {path: {id: 1}}                      | two
            a priority counts before the name           | 200 when: {path: {id: 1}}                    | `200 {priority: 1, when: {path: {id: 1}}}`     | one
            the lower status is first                   | 404 when: {path: {id: 1}}                    | 200 when: {path: {id: 1}}                      | one
            different values                            | 200 when: {path: {id: 1}}                    | 200 when: {path: {id: 2}}                      |
            more conditions are first                   | 200 when: {path: {id: 1}}                    | `200 when: {path: {id: 1}, query: {a: b}}`     |
            more conditions, but a lower priority       | `200 {priority: 1, when: {path: {id: 1}}}`   | `200 when: {path: {id: 1}, query: {a: b}}`     | two
            a value that the pattern matches            | `200 {priority: 1, when: {path: {id: {matches: '[0-9]+'}}}}` | 200 when: {path: {id: 7}}      | two
            a value that the pattern does not match     | `200 {priority: 1, when: {path: {id: {matches: '[0-9]'}}}}`  | 200 when: {path: {id: 17}}     |
            any value is present                        | `200 {priority: 1, when: {query: {a: {absent: false}}}}` | 200 when: {query: {a: b}}          | two
            two that are absent                         | `200 {when: {query: {a: {absent: true}}}}`   | 200 when: {query: {a: {absent: true}}}         | two
            two without conditions                      | 200 priority: 0                              | 200 priority: 1                                | one
            two reasons of a 401                        | 401 priority: 0                              | 401 priority: 1                                | one
            an error is not compared with a refusal     | 401 when: {path: {id: 1}}                    | 404 when: {path: {id: 1}}                      |
            """)
    void a_fixture_is_never_used_if_another_one_answers_the_same_requests(
            String what, String one, String two, String unused) throws IOException {
        fixture("getPet/" + one.substring(0, 3) + "-one.yaml", text(one));
        fixture("getPet/" + two.substring(0, 3) + "-two.yaml", text(two));

        assertThat(run("verify")).as(err.toString()).isZero();
        var found = printed()
                .lines()
                .filter(line -> line.startsWith("never used: "))
                .toList();
        if (unused == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().containsPattern("^never used: \\S+-" + unused + "\\.yaml;");
        }
    }

    private static String text(String fixture) {
        String rest = fixture.substring(4);
        String keys = rest.startsWith("{") ? rest.substring(1, rest.length() - 1) : rest;
        String body = fixture.startsWith("200") ? "response: {body: {name: Rex}}" : "response: {}";
        return "{" + keys + ", " + body + "}\n";
    }

    @Test
    void new_drafts_a_valid_fixture_for_what_is_missing() throws IOException {
        fixture("getPet/404-mine.yaml", "response: {}\n");

        assertThat(run("new")).as(err.toString()).isZero();

        assertThat(printed()).isEqualTo("""
                  addPet/201.yaml
                  getPet/200.yaml
                  getPet/401.yaml
                  getPet/500.yaml
                4 fixtures drafted in /fixtures
                """);
        assertThat(Files.readString(fixtures.resolve("getPet/200.yaml"))).isEqualTo("""
                # Drafted by counterpart fixtures new. Replace the values by your own.
                response:
                  body:
                    name: string
                    age: 0
                """);
        var contract = ((ReadResult.Read) ContractReader.read(document, ReadOptions.defaults())).contract();
        assertThat(FixtureReader.read(fixtures, contract).broken()).isEmpty();
        assertThat(run("new")).isZero();
        assertThat(printed()).endsWith("0 fixtures drafted in /fixtures\n");
    }

    /** Some generators declare content there. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"head, 200", "head, 404", "get, 304", "delete, 204", "post, 205"})
    void new_drafts_no_body_where_http_allows_none(String method, String status) throws IOException {
        Files.writeString(
                folder.resolve("pets.yaml"),
                "{openapi: 3.0.4, info: {title: T, version: '1'}, paths: {/a: {" + method
                        + ": {operationId: a, responses: {'" + status
                        + "': {description: d, content: {application/json: {schema: {type: object}}}}}}}}}");

        assertThat(run("new")).as(err.toString()).isZero();
        assertThat(Files.readString(fixtures.resolve("a/" + status + ".yaml"))).doesNotContain("body", "Content-Type");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # --only             | drafted
            getPet=404           | getPet/404.yaml
            getPet=5xx           | getPet/500.yaml
            addPet               | addPet/201.yaml
            GET /pets/{id}=401   | getPet/401.yaml
            """)
    void new_drafts_only_what_is_named(String only, String drafted) throws IOException {
        assertThat(run("new", "--only", only)).as(err.toString()).isZero();

        assertThat(printed()).isEqualTo("  " + drafted + "\n1 fixture drafted in /fixtures\n");
    }

    @Test
    void new_refuses_what_the_document_does_not_have() {
        assertThat(run("new", "--only", "getPet=418")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        "counterpart: --only must be OPERATION or OPERATION=STATUS of the document but was \"getPet=418\"\n");
    }

    /** A provider with one answer to everything but requests without credentials. */
    private static RawServer provider(String status, String headers, String body) throws IOException {
        return RawServer.of((head, socket) -> {
            boolean isKnown = head.contains("Bearer secret");
            RawServer.write(
                    socket,
                    isKnown
                            ? "HTTP/1.1 " + status + "\r\n" + headers.replace(";;", "\r\n") + "Content-Length: "
                                    + body.length() + "\r\n\r\n" + body
                            : "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the provider has              | fixture                                       | status | headers              | body                          | differences
            the same with other values      | `{body: {name: Rex, age: 3}}`                 | 200    |                      | `{"name":"Tom","age":4}`      |
            another status                  | `{body: {name: Rex}}`                         | 404    |                      | `{}`                          | `status      fixture 200, provider 404`
            a new field                     | `{body: {name: Rex}}`                         | 200    |                      | `{"name":"Tom","age":4}`      | `new         /age (number)`
            no longer a field               | `{body: {name: Rex, age: 3}}`                 | 200    |                      | `{"name":"Tom"}`              | `missing     /age (number)`
            another type                    | `{body: {name: Rex, age: 3}}`                 | 200    |                      | `{"name":"Tom","age":"4"}`    | `type        /age: fixture number, provider string`
            a new field in items            | `{body: {name: Rex, l: [{a: 1}]}}`            | 200    |                      | `{"name":"Tom","l":[{"a":1},{"a":2,"b":3}]}` | `new         /l/*/b (number)`
            an empty list                   | `{body: {name: Rex, l: [{a: 1}]}}`            | 200    |                      | `{"name":"Tom","l":[]}`       |
            a new object, named once        | `{body: {name: Rex}}`                         | 200    |                      | `{"name":"Tom","o":{"a":1}}`  | `new         /o (object)`
            no header                       | `{headers: {X-A: b}, body: {name: Rex}}`      | 200    |                      | `{"name":"Tom"}`              | `header      X-A: the provider does not send it`
            another header                  | `{headers: {X-A: b}, body: {name: Rex}}`      | 200    | X-A: c;;             | `{"name":"Tom"}`              | `header      X-A: fixture "b", provider "c"`
            another ETag                    | `{headers: {ETag: '"1"'}, body: {name: Rex}}` | 200    | ETag: "2";;          | `{"name":"Tom"}`              |
            a violation                     | `{body: {name: Rex}}`                         | 200    |                      | `{"name":""}`                 | `contract    response.body.schema.minLength at response body /name: expected at least 1 characters, but was string ""`
            no JSON                         | `{body: {name: Rex}}`                         | 200    |                      | `oops`                        | `body        the provider's is not JSON & contract    response.body.syntax at response body: expected JSON: Unrecognized token 'oops': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (line 1, column 1), but was oops`
            """)
    void diff_reports_how_the_provider_differs(
            String what, String response, String status, String headers, String body, String differences)
            throws IOException {
        fixture("getPet/200.yaml", "when: {path: {id: 7}}\nresponse: " + response + "\n");

        try (var server =
                provider(status, "Content-Type: application/json\r\n" + (headers == null ? "" : headers), body)) {
            int code = run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret");

            assertThat(code).as(err.toString()).isEqualTo(differences == null ? 0 : 1);
            var lines = printed()
                    .lines()
                    .filter(line -> line.startsWith("  "))
                    .map(String::strip)
                    .toList();
            assertThat(String.join(" & ", lines)).isEqualTo(differences == null ? "" : differences);
            assertThat(printed())
                    .contains(
                            differences == null
                                    ? "1 like the provider, 0 different; 0 skipped"
                                    : "0 like the provider, 1 different");
        }
    }

    @Test
    void diff_says_what_it_cannot_compare() throws IOException {
        fixture("getPet/200.json", "{\"name\":\"Rex\"}");
        fixture("getPet/401.yaml", "response: {}\n");
        fixture("getPet/500.txt", "oops");
        fixture("getPet/404-gone.yaml", "when: {token: {scope: read}}\nresponse: {}\n");
        fixture("getPet/200-odd.yaml", "when: {path: {id: {matches: '(?=x)y'}}}\nresponse: {body: {name: Rex}}\n");
        fixture("addPet/201.yaml", "response: {}\n");

        try (var server = provider("200 OK", "", "")) {
            assertThat(run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret"))
                    .isZero();
        }
        assertThat(printed()).isEqualTo("""
                skipped   /fixtures/getPet/200.json: no value is known for the path parameter id; give it by --param id=VALUE
                skipped   /fixtures/getPet/200-odd.yaml: no request meets the condition path.id: a match of (?=x)y
                skipped   /fixtures/addPet/201.yaml: POST may change the provider; --unsafe sends it
                skipped   /fixtures/getPet/404-gone.yaml: it has conditions on the token
                skipped   /fixtures/getPet/500.txt: it has no conditions, so no request is known that causes a 500
                1 fixture compared: 1 like the provider, 0 different; 5 skipped
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # written as           | before                                                                                                                | after
            block style            | `# mine\\nwhen: # why\\n  path: {id: 7} # seven\\nresponse:\\n  headers: {X-A: b} # h\\n  body:\\n    name: Rex # r\\n  # end\\ndelay: 1ms # d\\n` | `# mine\\nwhen: # why\\n  path: {id: 7} # seven\\nresponse:\\n  headers: {X-A: b} # h\\n  body:\\n    name: Tom\\n    age: 4\\n  # end\\ndelay: 1ms # d\\n`
            body on one line       | `response: # r\\n  body: {name: Rex} # b\\nwhen: {path: {id: 7}}\\n`                                                  | `response: # r\\n  body:\\n    name: Tom\\n    age: 4\\nwhen: {path: {id: 7}}\\n`
            response on one line   | `# mine\\nwhen: {path: {id: 7}}\\nresponse: {headers: {X-A: b}, body: {name: Rex}}\\n# end\\n`                        | `# mine\\nwhen: {path: {id: 7}}\\nresponse:\\n  headers: { X-A: b }\\n  body:\\n    name: Tom\\n    age: 4\\n# end\\n`
            last line without end  | `when: {path: {id: 7}}\\nresponse:\\n  body: {name: Rex}`                                                              | `when: {path: {id: 7}}\\nresponse:\\n  body:\\n    name: Tom\\n    age: 4`
            """)
    void update_replaces_the_body_and_nothing_else(String form, String before, String after) throws IOException {
        fixture("getPet/200.yaml", before.replace("\\n", "\n"));

        try (var server =
                provider("200 OK", "Content-Type: application/json\r\nX-A: b\r\n", "{\"name\":\"Tom\",\"age\":4}")) {
            assertThat(run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret", "--update"))
                    .as(printed() + err)
                    .isZero();
            assertThat(Files.readString(fixtures.resolve("getPet/200.yaml"))).isEqualTo(after.replace("\\n", "\n"));
            assertThat(run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret"))
                    .isZero();
        }
    }

    @Test
    void update_of_a_plain_fixture_has_no_secrets() throws IOException {
        fixture("getPet/200.json", "{\"name\":\"Rex\"}");

        try (var server = provider(
                "200 OK",
                "Content-Type: application/json\r\n",
                "{\"name\":\"Tom\",\"token\":\"abcdefghijklmnopqrst\"}")) {
            run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret", "--param", "id=1", "--update");
        }
        assertThat(Files.readString(fixtures.resolve("getPet/200.json")))
                .isEqualTo("{\n  \"name\" : \"Tom\",\n  \"token\" : \"fake-token-dd65ee\"\n}\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # why                  | fixture                                                                       | body                       | reason
            it would be invalid    | `when: {path: {id: 7}}\\nresponse: {body: {name: Rex, age: 1}}\\n`            | `{"name":"","b":1}`        | the provider's answer violates the contract: response.body.schema.minLength
            a template             | `when: {path: {id: 7}}\\nresponse: {template: true, body: {name: '{{now}}'}}` | `{"name":"Tom","age":4}`   | its body is a template
            a body elsewhere       | `when: {path: {id: 7}}\\nresponse: {bodyFile: _bodies/rex.json}\\n`            | `{"name":"Tom","age":4}`   | its body is not written in the file itself
            """)
    void update_says_what_it_cannot_replace(String why, String fixture, String body, String reason) throws IOException {
        String text = fixture.replace("\\n", "\n");
        fixture("getPet/200.yaml", text);
        fixture("getPet/_bodies/rex.json", "{\"name\":\"Rex\"}");

        try (var server = provider("200 OK", "Content-Type: application/json\r\n", body)) {
            int code = run("diff", "--url", server.url(), "-H", "Authorization: Bearer secret", "--update");

            assertThat(code).as(err.toString()).isEqualTo(1);
            assertThat(printed()).contains("  not updated: " + reason);
            assertThat(Files.readString(fixtures.resolve("getPet/200.yaml"))).isEqualTo(text);
            assertThat(fixtures).isDirectoryNotContaining("glob:**_new*");
        }
    }

    @Test
    void a_provider_that_does_not_answer_is_no_drift() throws IOException {
        fixture("getPet/200.yaml", "when: {path: {id: 7}}\nresponse: {body: {name: Rex}}\n");
        String url;
        try (var server = RawServer.saying("")) {
            url = server.url();
        }
        assertThat(run("diff", "--url", url)).isEqualTo(2);
        assertThat(printed()).contains("0 different, 1 without an answer; 0 skipped");
    }

    @Test
    void a_folder_of_fixtures_is_needed() {
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "fixtures",
                "diff",
                document,
                "--url",
                "http://127.0.0.1:1");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("counterpart: --fixtures DIR is needed to compare fixtures\n");
        assertThat(new TreeSet<>(java.util.List.of(fixtures.toFile().list()))).isEmpty();
    }
}
