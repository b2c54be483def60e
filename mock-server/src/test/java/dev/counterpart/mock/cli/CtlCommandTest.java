package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code counterpart ctl} beside a mock that a command line has started. */
@ExtendWith(Running.End.class)
class CtlCommandTest {

    private static final String DOCUMENT = "src/test/resources/contracts/orders.yaml";
    private static final String FIXTURES = "src/test/resources/orders";

    private record Output(int code, String out, String err) {}

    private final Running mock = Running.of("mock", DOCUMENT, "--fixtures", FIXTURES);

    @TempDir
    private Path folder;

    private Output ctl(String line) {
        var arguments = new ArrayList<>(List.of("ctl"));
        arguments.addAll(List.of(line.split(" ")));
        if (!line.contains("--url")) {
            arguments.addAll(List.of("--url", mock.url().toString()));
        }
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        return new Output(code, out.toString().replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME"), err.toString());
    }

    @ParameterizedTest(name = "ctl {0}; GET /orders/1 → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # command                           | output                                                | statuses
            next getOrder 404                   | override 1   getOrder: status 404, for 1 call         | 404 200
            set getOrder 404                    | override 1   getOrder: status 404                     | 404 404
            set getOrder 404 --calls 2          | override 1   getOrder: status 404, for 2 calls        | 404 404 200
            set * 503                           | override 1   *: status 503                            | 503 503
            set getOrder 200-shipped            | override 1   getOrder: fixture 200-shipped            | 200
            set getOrder --delay 1ms            | override 1   getOrder: delay 1ms                      | 200
            set getOrder 404 --session a        | override 1   getOrder: status 404, session a          | 200
            scenario ship                       | ship   ship~  > 1. Step 1, until by hand~    2. Step 2, until by hand | 404
            scenario ship next                  | ship   ship~  > 1. Step 1, until by hand~    2. Step 2, until by hand | 404
            scenario                            | ship   ship~    1. Step 1, until by hand~    2. Step 2, until by hand | 200
            status                              | Orders   src/test/resources/contracts/orders.yaml   2 operations, 1 fixture, 1 scenario | 200
            """)
    void the_next_answers(String command, String output, String statuses) {
        var done = ctl(command);
        assertThat(done.err()).isEmpty();
        assertThat(done.out()).isEqualTo(output.replace("~", "\n") + "\n");
        assertThat(done.code()).isEqualTo(ExitCode.FINE);
        for (String status : statuses.split(" ")) {
            assertThat(mock.get("/orders/1").status()).isEqualTo(Integer.parseInt(status));
        }
    }

    @ParameterizedTest(name = "ctl {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # command                                     | message
            next getOrdr 404                              | the nearest is getOrder
            next getOrder 418                             | a status that the contract declares: 200, 404
            set getOrder                                  | request.body.schema.anyOf
            set getOrder 404 --for soon                   | --for must be a time such as 30s but was "soon"
            scenario nothing                              | There is no scenario "nothing"; there are: ship.
            journal 7                                     | The journal has no exchange 7
            status --url http://127.0.0.1:1               | no mock answers at http://127.0.0.1:1
            status --url nonsense                         | --url must be the URL of a mock
            """)
    void a_mistake_is_one_message(String command, String message) {
        var done = ctl(command);
        assertThat(done.code()).isEqualTo(ExitCode.FAILED);
        assertThat(done.err()).doesNotContain("\tat ").containsAnyOf(message, "matches none of");
    }

    @Test
    void overrides_are_removed() {
        ctl("set getOrder 404");
        assertThat(ctl("status").out()).contains("override 1   getOrder: status 404");
        ctl("set * --clear");
        assertThat(mock.get("/orders/1").status()).isEqualTo(200);
    }

    /** The journal as an HTTP Archive gives fixtures with the same answers. */
    @Test
    void the_journal_is_exported_as_an_archive_that_can_be_imported() throws IOException {
        ctl("next getOrder 404");
        mock.get("/orders/2");
        mock.get("/orders/1");
        mock.get("/orders/3?token=verysecret");
        var before = mock.get("/orders/1");
        var har = folder.resolve("session.har");

        assertThat(ctl("export har --out " + har).out()).isEqualTo("4 exchanges written to " + har + "\n");
        assertThat(Files.readString(har))
                .contains("token=***", "\"version\" : \"1.2\"")
                .doesNotContain("verysecret");
        assertThat(ctl("export har --operation tag:none --out " + har).out())
                .isEqualTo("0 exchanges written to " + har + "\n");
        assertThat(ctl("export xml --out " + har).err())
                .isEqualTo("counterpart: FORMAT must be har or arazzo but was \"xml\"\n");

        ctl("export har --out " + har);
        var fixtures = folder.resolve("back");
        var out = new StringWriter();
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "import",
                "har",
                har.toString(),
                DOCUMENT,
                "--out",
                fixtures.toString());
        assertThat(code).as(out.toString()).isEqualTo(ExitCode.FINE);
        var again = Running.of("mock", DOCUMENT, "--fixtures", fixtures.toString());
        assertThat(again.get("/orders/1").text()).isEqualTo(before.text());
        assertThat(again.get("/orders/2").status()).isEqualTo(404);
    }

    @Test
    void the_journal_is_listed_and_shown() {
        mock.get("/orders/1");
        mock.get("/orders/x?token=verysecret");
        assertThat(ctl("journal").out()).isEqualTo("""
                        2  TIME  GET /orders/x?token=*** → 422   no response is declared for it   1 violation
                        1  TIME  GET /orders/1 → 200   fixture src/test/resources/orders/getOrder/200-shipped.json
                        """);
        assertThat(ctl("journal --status 2XX").out()).startsWith("1  TIME").hasLineCount(1);
        assertThat(ctl("journal 2").out())
                .contains(
                        "  request.path.schema.type at request path /id: expected integer",
                        "  < Content-Type: application/problem+json")
                .doesNotContain("verysecret");
        assertThat(ctl("journal --json --limit 1").out()).contains("\"status\" : 422");
    }

    @Test
    void items_are_listed_and_reset() {
        var stateful = Running.of("mock", "src/test/resources/contracts/stateful.yaml", "--stateful");
        String url = " --url " + stateful.url();
        stateful.get("/pets/1");
        assertThat(ctl("state" + url).out()).isEqualTo("/pets   3 items\n");
        assertThat(ctl("state /pets" + url).out())
                .startsWith("1   {\"id\":1,\"name\":\"Tom\",\"kind\":\"cat\"}\n")
                .hasLineCount(3);
        ctl("state --reset" + url);
        assertThat(ctl("state" + url).out()).isEmpty();
    }

    @Test
    void items_are_shown_changed_and_seeded() throws IOException {
        var stateful = Running.of("mock", "src/test/resources/contracts/stateful.yaml", "--stateful");
        String url = " --url " + stateful.url();
        assertThat(ctl("state /pets --seed" + url).out()).isEqualTo("3 items created, 0 replaced\n");
        assertThat(ctl("state /pets 2" + url).out()).isEqualTo("""
                {
                  "id" : 2,
                  "name" : "Rex",
                  "kind" : "dog"
                }
                """);
        ctl("state /pets 2 --set {\"id\":2,\"name\":\"Max\"}" + url);
        assertThat(stateful.get("/pets/2").text()).isEqualTo("{\"id\":2,\"name\":\"Max\"}");
        ctl("state /pets 1 --delete" + url);
        assertThat(stateful.get("/pets/1").status()).isEqualTo(404);
        var file =
                Files.writeString(folder.resolve("pets.json"), "[{\"id\":2,\"name\":\"A\"},{\"id\":9,\"name\":\"B\"}]");
        assertThat(ctl("state /pets --seed " + file + url).out()).isEqualTo("1 item created, 1 replaced\n");
        assertThat(stateful.get("/pets/9").text()).isEqualTo("{\"id\":9,\"name\":\"B\"}");
        ctl("state /users --seed" + url);
        ctl("state /pets --reset" + url);
        assertThat(ctl("state" + url).out()).isEqualTo("/users   2 items\n");
        ctl("state /users ann --delete" + url);
        assertThat(stateful.get("/users/ann").status()).isEqualTo(404);
        assertThat(stateful.get("/pets/1").status()).isEqualTo(200);
    }

    @Test
    void mistakes_about_items_are_reported() throws IOException {
        var stateful = Running.of("mock", "src/test/resources/contracts/stateful.yaml", "--stateful");
        String url = " --url " + stateful.url();
        assertThat(ctl("state /pets 99" + url).err()).isEqualTo("counterpart: /pets has no item 99.\n");
        assertThat(ctl("state /pets 99 --delete" + url).err()).isEqualTo("counterpart: /pets has no item 99.\n");
        assertThat(ctl("state /cats --seed" + url).err())
                .isEqualTo(
                        "counterpart: No collection is named /cats; there are: /pets, /users, /users/{userId}/keys.\n");
        assertThat(ctl("state --delete" + url).err())
                .startsWith("counterpart: name the collection: counterpart ctl state /pets ...");
        assertThat(ctl("state /pets --delete" + url).err())
                .startsWith("counterpart: name the item: counterpart ctl state /pets ID ...");
        assertThat(ctl("state /pets 1 --set {" + url).err()).startsWith("counterpart: --set is not JSON: ");
        var file = Files.writeString(folder.resolve("pets.json"), "[{\"id\":7,\"name\":\"A\"},{\"name\":\"B\"}]");
        assertThat(ctl("state /pets --seed " + file + url).err())
                .isEqualTo(
                        "counterpart: Each item must be an object with the property id, but one is object {\"name\":\"B\"}.\n");
        assertThat(stateful.get("/pets/7").status()).isEqualTo(404);
        assertThat(ctl("state" + " --url " + mock.url()).out())
                .isEqualTo("The mock keeps no items; start it with --stateful or --state.\n");
    }

    @Test
    void an_override_is_removed_by_what_it_was_set_for() {
        ctl("set getOrder 404");
        ctl("set getOrder 404 --session a");
        ctl("set listOrders 503");
        ctl("set getOrder --clear --session a");
        ctl("set listOrders --clear");
        assertThat(ctl("status").out())
                .contains("getOrder")
                .doesNotContain("session a")
                .doesNotContain("listOrders");
        ctl("set getOrder --clear");
        assertThat(mock.get("/orders/1").status()).isEqualTo(200);
    }

    @Test
    void a_proxy_is_steered_as_well() {
        var proxy = Running.of("proxy", DOCUMENT, mock.url().toString());
        String url = " --url " + proxy.url();
        assertThat(proxy.get("/orders/1").text()).isEqualTo("{\"qty\":7}");
        ctl("next getOrder 404" + url);
        assertThat(proxy.get("/orders/1").status()).isEqualTo(404);
        assertThat(proxy.get("/orders/1").status()).isEqualTo(200);
        ctl("set getOrder --delay 5ms" + url);
        assertThat(proxy.get("/orders/1").text()).isEqualTo("{\"qty\":7}");
        assertThat(ctl("journal --limit 1" + url).out()).contains("override 2: delay 5ms");
    }
}
