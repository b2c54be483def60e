package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.database.Postgres;
import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept when mocks are killed (SIGKILL), and when several share a database. */
@Order(2)
class KeptStateTest {

    private static final String DOCUMENT = "src/test/resources/contracts/stateful.yaml";

    /** How often a mock is killed: {@code mvn -Dkills=100} for the measurement. */
    private static final int KILLS = Integer.getInteger("kills", 5);

    @TempDir
    private Path folder;

    @BeforeEach
    void scenario() throws IOException {
        Files.createDirectories(folder.resolve("fixtures/_scenarios"));
        Files.writeString(folder.resolve("fixtures/_scenarios/closed.yaml"), """
                title: Closed for three calls
                steps:
                  - {title: closed, answers: {'GET /users': {status: 503}}, until: {calls: 3}}
                  - {title: open}
                """);
    }

    private MockProcess mock(String place) {
        return MockProcess.of(DOCUMENT, "--fixtures", folder.resolve("fixtures").toString(), "--state", place);
    }

    private String place(String kind) {
        return kind.equals("file")
                ? folder.resolve("state.db").toString()
                : Postgres.shared().database();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "postgresql"})
    void a_killed_mock_goes_on_where_it_was(String kind) {
        String place = place(kind);
        try (var mock = mock(place)) {
            mock.send("POST /pets {\"name\":\"Kim\"}");
            mock.send("DELETE /pets/1");
            mock.send("PATCH /pets/2 {\"kind\":null}");
            mock.send(
                    "POST /__counterpart/overrides {\"operation\":\"getPet\",\"status\":404,\"calls\":3,\"session\":\"s\"}");
            mock.send("POST /__counterpart/overrides {\"operation\":\"getPet\",\"delay\":\"1ms\",\"for\":\"1h\"}");
            mock.send("POST /__counterpart/scenarios/closed/start");
            assertThat(mock.send("GET /users").status()).isEqualTo(503);
        }
        try (var mock = mock(place)) {
            assertThat(mock.send("GET /pets").text())
                    .isEqualTo(
                            "[{\"id\":2,\"name\":\"Rex\"},{\"id\":3,\"name\":\"Ann\",\"kind\":\"cat\"},{\"id\":4,\"name\":\"Kim\"}]");
            assertThat(mock.send("POST /pets {\"name\":\"Max\"}").headers().first("Location"))
                    .contains("/pets/5");
            var overrides = Json.read(mock.send("GET /__counterpart/overrides").text());
            assertThat(overrides.size()).isEqualTo(2);
            assertThat(overrides.path(0).path("calls").asInt()).isEqualTo(3);
            assertThat(overrides.path(0).path("session").asString()).isEqualTo("s");
            assertThat(Stream.generate(() -> mock.send("GET /users").status()).limit(3))
                    .containsExactly(503, 503, 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "postgresql"})
    void scenarios_of_the_same_name_in_two_documents_keep_their_own_steps(String kind) throws IOException {
        String place = place(kind);
        for (String document : List.of("a", "b")) {
            var scenarios = Files.createDirectories(folder.resolve("two/" + document + "/_scenarios"));
            Files.writeString(
                    scenarios.resolve("closed.yaml"),
                    "steps: [{answers: {'GET /users': {status: 503}}}, {answers: {'GET /users': {status: 429}}}]");
        }
        String[] arguments = {
            "a=" + DOCUMENT,
            "b=" + DOCUMENT,
            "--fixtures",
            folder.resolve("two").toString(),
            "--state",
            place
        };
        try (var mock = MockProcess.of(arguments)) {
            mock.send("POST /__counterpart/scenarios/%2Fa%23closed/start");
            mock.send("POST /__counterpart/scenarios/%2Fb%23closed/start?session=s");
            mock.send("POST /__counterpart/scenarios/%2Fb%23closed/start");
            mock.send("POST /__counterpart/scenarios/%2Fb%23closed/next");
        }
        try (var mock = MockProcess.of(arguments)) {
            assertThat(mock.send("GET /a/users").status()).isEqualTo(503);
            assertThat(mock.send("GET /b/users").status()).isEqualTo(429);
            mock.send("POST /__counterpart/scenarios/%2Fb%23closed/stop");
            assertThat(mock.send("GET /a/users").status()).isEqualTo(503);
            assertThat(mock.send("GET /b/users").status()).isEqualTo(200);
            assertThat(mock.send("POST /__counterpart/scenarios/closed/next").status())
                    .isEqualTo(400);
            mock.send("POST /__counterpart/reset");
            assertThat(mock.send("GET /a/users").status()).isEqualTo(200);
        }
    }

    @Test
    void three_mocks_on_one_database_are_one() throws Exception {
        String place = Postgres.shared().database();
        try (var a = mock(place);
                var b = mock(place);
                var c = mock(place)) {
            var all = List.of(a, b, c);
            a.send("POST /__counterpart/overrides {\"operation\":\"getPet\",\"status\":404,\"calls\":10}");
            var statuses =
                    concurrently(30, i -> all.get(i % 3).send("GET /pets/1").status());
            assertThat(statuses.stream().filter(status -> status == 404)).hasSize(10);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(20);

            b.send("POST /__counterpart/scenarios/closed/start");
            var closed = concurrently(12, i -> all.get(i % 3).send("GET /users").status());
            assertThat(closed.stream().filter(status -> status == 503)).hasSize(3);

            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            var created = concurrently(60, i -> {
                if (i == 20) {
                    a.kill();
                }
                var answer = all.get(i % 3).trySend("POST /pets {\"name\":\"n" + i + "\"}");
                answer.filter(sent -> sent.status() == 201).ifPresent(sent -> acknowledged.add(sent.text()));
                return answer.map(sent -> sent.status()).orElse(0);
            });
            assertThat(created.stream().filter(status -> status == 201).count()).isBetween(40L, 60L);
            assertThat(created).allMatch(status -> status == 201 || status == 0);
            String pets = b.send("GET /pets").text();
            assertThat(c.send("GET /pets").text()).isEqualTo(pets);
            assertThat(acknowledged).allMatch(pets::contains);
            var ids = Json.read(pets)
                    .valueStream()
                    .map(pet -> pet.path("id").asInt())
                    .toList();
            assertThat(ids).doesNotHaveDuplicates();

            String note = "of this mock only; other mocks share its state, but have their own journal and coverage";
            assertThat(Json.read(b.send("GET /__counterpart/journal").text())
                            .path("note")
                            .asString())
                    .isEqualTo(note);
            assertThat(Json.read(b.send("GET /__counterpart/coverage").text())
                            .path("note")
                            .asString())
                    .isEqualTo(note);
            var state = Json.read(b.send("GET /__counterpart/state").text());
            assertThat(state.path("place").asString()).isEqualTo(Postgres.place(place));
            assertThat(state.path("shared").asBoolean()).isTrue();

            try (var later = mock(place)) {
                assertThat(later.send("GET /pets").text()).isEqualTo(pets);
                later.send("DELETE /__counterpart/state");
                assertThat(Json.read(b.send("GET /pets").text()).size()).isEqualTo(3);
            }
            assertThat(a.printed() + b.printed() + c.printed()).doesNotContain(Postgres.PASSWORD);
        }
    }

    private interface Task {
        int at(int i) throws Exception;
    }

    private static List<Integer> concurrently(int count, Task task) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var futures = new ArrayList<Future<Integer>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> task.at(number)));
            }
            var results = new ArrayList<Integer>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    /**
     * Each round checks what was acknowledged to the one before, changes more, and is killed at a random moment. A mock on a busy machine may
     * be killed before it has acknowledged anything; then more rounds follow, which last longer.
     */
    @Test
    void everything_acknowledged_is_there_after_a_kill() throws InterruptedException {
        String place = place("file");
        var random = new Random(7);
        var client = new Client();
        for (int round = 0; round < KILLS || (client.acknowledged <= KILLS && round < 5 * KILLS); round++) {
            try (var mock = mock(place)) {
                client.check(mock);
                var traffic = new Thread(() -> client.run(mock));
                traffic.start();
                Thread.sleep(random.nextInt(700) + 300L * Math.max(0, round - KILLS));
                mock.kill();
                traffic.join();
            }
        }
        try (var mock = mock(place)) {
            client.check(mock);
        }
        assertThat(client.unexpected).isEmpty();
        if (KILLS > 5) {
            System.out.println("KILLS " + KILLS + ", acknowledged changes: " + client.acknowledged + ", lost: 0");
        }
        assertThat(client.acknowledged).isGreaterThan(KILLS);
    }

    /** Changes pets one after the other, and remembers what was acknowledged. */
    private static final class Client {

        private static final Map<String, Integer> STATUSES = Map.of("POST", 201, "PUT", 200, "DELETE", 204);

        private final Random random = new Random(11);

        /** The name of each pet; empty if it was removed. */
        private final Map<String, Optional<String>> known = new LinkedHashMap<>();

        private final List<String> unexpected = new ArrayList<>();

        /** The pet whose last change had no answer: it was made or not. */
        private String doubtful = "";

        /** The name in the last change, which had no answer. */
        private String doubtfulName = "";

        private int acknowledged;

        void run(MockProcess mock) {
            while (true) {
                var present = known.entrySet().stream()
                        .filter(pet -> pet.getValue().isPresent())
                        .map(Map.Entry::getKey)
                        .toList();
                String method = present.size() < 5
                        ? "POST"
                        : List.of("POST", "PUT", "DELETE").get(random.nextInt(3));
                String id = method.equals("POST") ? "" : present.get(random.nextInt(present.size()));
                String name = "n" + random.nextInt(1_000_000);
                var answer = mock.trySend(method + " /pets" + (id.isEmpty() ? "" : "/" + id)
                        + (method.equals("DELETE") ? "" : " {\"name\":\"" + name + "\"}"));
                if (answer.isEmpty()) {
                    doubtful = id;
                    doubtfulName = name;
                    return;
                }
                if (!Objects.equals(answer.get().status(), STATUSES.get(method))) {
                    unexpected.add(method + " " + id + ": " + answer.get());
                }
                String changed =
                        id.isEmpty() ? Json.read(answer.get().text()).path("id").asString() : id;
                known.put(changed, method.equals("DELETE") ? Optional.empty() : Optional.of(name));
                acknowledged++;
            }
        }

        void check(MockProcess mock) {
            var kept = new HashMap<String, String>();
            Json.read(mock.send("GET /pets").text())
                    .forEach(pet ->
                            kept.put(pet.path("id").asString(), pet.path("name").asString()));
            // A creation without an answer takes the next id, which can be that of the last pet if this was removed.
            kept.forEach((id, name) -> {
                if (doubtful.isEmpty() && name.equals(doubtfulName)) {
                    known.put(id, Optional.of(name));
                }
            });
            known.forEach((id, name) -> {
                if (!id.equals(doubtful)) {
                    assertThat(Optional.ofNullable(kept.get(id))).as(id).isEqualTo(name);
                }
            });
            known.put(doubtful, Optional.ofNullable(kept.get(doubtful)));
            known.remove("");
        }
    }
}
