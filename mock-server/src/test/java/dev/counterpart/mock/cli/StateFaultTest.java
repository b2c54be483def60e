package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.database.Postgres;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a mock does while its state is unavailable: it answers, and acknowledges nothing that it cannot store. */
@ExtendWith(Running.End.class)
@Order(4)
class StateFaultTest {

    private static final String DOCUMENT = "src/test/resources/contracts/stateful.yaml";
    private static final String REFUSAL =
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":"
                    + "\"The state of the mock is unavailable, so changes cannot be stored now. The log of the mock has the reason.\"}";

    @TempDir
    private Path folder;

    private static Response send(URI url, String line) {
        try {
            return PlainClient.send(url, MockProcess.request(line));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long count(String text, String part) {
        return text.split(part, -1).length - 1L;
    }

    @Test
    void a_database_that_goes_away_and_comes_back() {
        try (var server = Postgres.start()) {
            String place = server.database();
            var mock = Running.of("mock", DOCUMENT, "--state", place);
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Kim\"}").status())
                    .isEqualTo(201);
            send(mock.url(), "POST /__counterpart/overrides {\"operation\":\"listPets\",\"status\":503,\"calls\":2}");
            send(mock.url(), "POST /__counterpart/overrides {\"operation\":\"changePet\",\"status\":404}");

            server.stop();
            assertThat(List.of("POST /pets {\"name\":\"Max\"}", "PUT /pets/1 {\"name\":\"Max\"}", "DELETE /pets/1"))
                    .allSatisfy(change -> {
                        var refused = send(mock.url(), change);
                        assertThat(refused.status()).isEqualTo(503);
                        assertThat(refused.headers().first("Retry-After")).contains("1");
                        assertThat(Json.read(refused.text())).isEqualTo(Json.read(REFUSAL));
                    });
            assertThat(send(mock.url(), "GET /pets/4").text()).isEqualTo("{\"id\":4,\"name\":\"Kim\"}");
            assertThat(send(mock.url(), "GET /pets").status())
                    .as("its calls cannot be counted")
                    .isEqualTo(200);
            assertThat(send(mock.url(), "PATCH /pets/1 {\"name\":\"Max\"}").status())
                    .as("an override without a number of calls")
                    .isEqualTo(404);
            assertThat(send(mock.url(), "POST /__counterpart/overrides {\"operation\":\"*\",\"status\":503}")
                            .status())
                    .isEqualTo(503);
            assertThat(send(mock.url(), "GET /__counterpart/overrides").status())
                    .isEqualTo(200);

            server.resume();
            mock.eventuallyTold("The state in " + Postgres.place(place) + " is available again.");
            assertThat(send(mock.url(), "GET /pets").status()).isEqualTo(503);
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}")
                            .headers()
                            .first("Location"))
                    .contains("/pets/5");
            assertThat(count(mock.err(), "is unavailable: ")).isEqualTo(1);
            assertThat(mock.err())
                    .contains(
                            ". Until it is available again, changes are refused with 503, and other requests are answered from"
                                    + " what is known.")
                    .doesNotContain(Postgres.PASSWORD);
            assertThat(mock.out()).doesNotContain(Postgres.PASSWORD);
        }
    }

    @Test
    void a_database_that_was_restarted_between_two_requests_is_not_noticed() {
        try (var server = Postgres.start()) {
            var mock = Running.of("mock", DOCUMENT, "--state", server.database());
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Kim\"}").status())
                    .isEqualTo(201);
            server.stop();
            server.resume();
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}").status())
                    .isEqualTo(201);
            assertThat(mock.err()).isEmpty();
        }
    }

    @Test
    void a_database_that_hangs_delays_the_first_requests_only() {
        try (var server = Postgres.start()) {
            String place = server.database();
            var mock = Running.of("mock", DOCUMENT, "--state", place);
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Kim\"}").status())
                    .isEqualTo(201);
            server.signal("STOP");
            try {
                assertThat(send(mock.url(), "GET /pets/4").status()).isEqualTo(200);
                long begin = System.nanoTime();
                assertThat(send(mock.url(), "GET /pets/4").status()).isEqualTo(200);
                assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}").status())
                        .isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            } finally {
                server.signal("CONT");
            }
            mock.eventuallyTold("The state in " + Postgres.place(place) + " is available again.");
            assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}").status())
                    .isEqualTo(201);
        }
    }

    /** A limit of the size of files stands for the size of the disk. */
    @Test
    void a_file_that_cannot_grow_takes_changes_again_once_it_can() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "the command prlimit sets the limit");
        String large = "x".repeat(50_000);
        var place = folder.resolve("state.db");
        try (var mock = MockProcess.of(DOCUMENT, "--state", place.toString())) {
            limit(mock, "1000000:unlimited");
            int stored = 0;
            while (stored < 100
                    && mock.send("POST /users {\"userId\":\"u" + stored + "\",\"email\":\"" + large + "\"}")
                                    .status()
                            == 201) {
                stored++;
            }
            assertThat(stored).isBetween(5, 25);
            assertThat(mock.send("GET /users/u0").status()).isEqualTo(200);
            assertThat(mock.send("GET /users").text()).contains("\"u0\"").doesNotContain("\"u" + stored + "\"");
            assertThat(mock.send("DELETE /pets/1").status()).isEqualTo(503);
            limit(mock, "unlimited");
            Running.until(() -> mock.printed().contains(place + " is available again"));
            assertThat(mock.send("POST /users {\"userId\":\"u" + stored + "\",\"email\":\"" + large + "\"}")
                            .status())
                    .as(mock.printed())
                    .isEqualTo(201);
            assertThat(count(mock.printed(), "The state in " + place + " is unavailable: "))
                    .isEqualTo(1);
            assertThat(count(mock.printed(), "The state in " + place + " is available again."))
                    .isEqualTo(1);
        }
    }

    private static void limit(MockProcess mock, String size) throws IOException, InterruptedException {
        int code = new ProcessBuilder("prlimit", "--pid", Long.toString(mock.id()), "--fsize=" + size)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Test
    void a_file_that_was_removed_is_not_written_into_the_void() throws IOException {
        var place = folder.resolve("state.db");
        var mock = Running.of("mock", DOCUMENT, "--state", place.toString());
        assertThat(send(mock.url(), "POST /pets {\"name\":\"Kim\"}").status()).isEqualTo(201);
        Files.delete(place);
        assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}").status()).isEqualTo(503);
        mock.eventuallyTold("The state in " + place + " is available again.");
        assertThat(mock.err()).contains("The state in " + place + " is unavailable: the file was removed or replaced.");
        assertThat(send(mock.url(), "POST /pets {\"name\":\"Max\"}").headers().first("Location"))
                .contains("/pets/4");
    }

    private static String started(String... arguments) {
        var out = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(out), arguments);
        assertThat(code).isEqualTo(2);
        return out.toString();
    }

    @Test
    void a_place_that_cannot_be_used_ends_the_start() throws IOException {
        var foreign = Files.writeString(folder.resolve("notes.txt"), "no database ".repeat(200));
        assertThat(started("mock", DOCUMENT, "-p", "0", "--state", foreign.toString()))
                .isEqualTo("""
                counterpart: the state in FILE cannot be used: the file is not a database
                to fix    start the database, or choose another place with --state
                more      counterpart explain state-unavailable
                """.replace("FILE", foreign.toString()));
        assertThat(started("mock", DOCUMENT, "-p", "0", "--state", "jdbc:mysql://db/x?password=verysecret"))
                .isEqualTo("""
                        counterpart: --state must be a file or jdbc:postgresql://HOST/DATABASE
                        to fix    see counterpart mock --help
                        """);
    }

    @Test
    void passwords_are_not_printed() {
        String database = Postgres.shared().database();
        String wrong = database.replace(Postgres.PASSWORD, "verysecret");
        assertThat(started("mock", DOCUMENT, "-p", "0", "--state", wrong))
                .isEqualTo("""
                counterpart: the state in PLACE cannot be used: FATAL: password authentication failed for user "tester"
                to fix    start the database, or choose another place with --state
                more      counterpart explain state-unavailable
                """.replace("PLACE", Postgres.place(database)));
        for (String broken : List.of(
                "jdbc:postgresql://127.0.0.1:99999/x?password=verysecret",
                "jdbc:postgresql://127.0.0.1:port/x?user=a&password=verysecret",
                "jdbc:postgresql://user:verysecret@127.0.0.1:1/x",
                "jdbc:postgresql://127.0.0.1:1?password=verysecret",
                "jdbc:postgresql:%zz?password=verysecret")) {
            assertThat(started("mock", DOCUMENT, "-p", "0", "--state", broken))
                    .contains(" cannot be used: ")
                    .doesNotContain("verysecret");
        }
    }
}
