package dev.counterpart.mock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The same behaviour wherever the state is kept. */
class StateStoreTest {

    /** Where the state is kept. */
    enum Where {
        MEMORY,
        FILE,
        POSTGRES
    }

    @TempDir
    private Path folder;

    private final List<StateStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(StateStore::close);
    }

    private String place(Where where) {
        return where == Where.POSTGRES
                ? Postgres.shared().database()
                : folder.resolve("state.db").toString();
    }

    private StateStore open(String place) {
        var opening = JdbcStore.open(place);
        assertThat(opening).isInstanceOf(JdbcStore.Opening.Opened.class);
        var store = ((JdbcStore.Opening.Opened) opening).store();
        opened.add(store);
        return store;
    }

    private StateStore store(Where where) {
        return where == Where.MEMORY ? StateStore.inMemory() : open(place(where));
    }

    private static StateKey key(String id) {
        return new StateKey(StateKind.ITEM, "0", "/pets", id);
    }

    /** {@code put a 1}, {@code remove a}, separated by commas. */
    private static boolean perform(StateChange state, String steps) {
        for (String step : steps.split(", ")) {
            var words = step.split(" ", 3);
            if (words[0].equals("put")) {
                state.put(key(words[1]), Json.read(words[2]));
            } else {
                state.remove(key(words[1]));
            }
        }
        return true;
    }

    private static String all(StateStore store) {
        return store.read(state -> state.all(StateKind.ITEM, "0", "/pets").entrySet().stream()
                .map(each -> each.getKey() + "=" + Json.text(each.getValue()))
                .collect(Collectors.joining(" ")));
    }

    /** The changes are separated by semicolons. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # where  | changes                                  | entries, oldest first
            MEMORY   | put a 1, put b 2                         | a=1 b=2
            MEMORY   | put a 1; put b 2; put a 3                | a=3 b=2
            MEMORY   | put a 1; put b 2; remove a; put a 3      | b=2 a=3
            MEMORY   | put a 1; put b 2, remove a, put a 3      | b=2 a=3
            MEMORY   | put a 1, remove a, put b 2, put a 3      | b=2 a=3
            MEMORY   | put a 1; remove b                        | a=1
            MEMORY   | put a 1; remove a                        | ``
            MEMORY   | put a {"n":1.10,"big":123456789012345678901234567890,"e":1e400} | a={"n":1.10,"big":123456789012345678901234567890,"e":1E+400}
            FILE     | put a 1, put b 2                         | a=1 b=2
            FILE     | put a 1; put b 2; put a 3                | a=3 b=2
            FILE     | put a 1; put b 2; remove a; put a 3      | b=2 a=3
            FILE     | put a 1; put b 2, remove a, put a 3      | b=2 a=3
            FILE     | put a 1, remove a, put b 2, put a 3      | b=2 a=3
            FILE     | put a 1; remove b                        | a=1
            FILE     | put a 1; remove a                        | ``
            FILE     | put a {"n":1.10,"big":123456789012345678901234567890,"e":1e400} | a={"n":1.10,"big":123456789012345678901234567890,"e":1E+400}
            POSTGRES | put a 1, put b 2                         | a=1 b=2
            POSTGRES | put a 1; put b 2; put a 3                | a=3 b=2
            POSTGRES | put a 1; put b 2; remove a; put a 3      | b=2 a=3
            POSTGRES | put a 1; put b 2, remove a, put a 3      | b=2 a=3
            POSTGRES | put a 1, remove a, put b 2, put a 3      | b=2 a=3
            POSTGRES | put a 1; remove b                        | a=1
            POSTGRES | put a 1; remove a                        | ``
            POSTGRES | put a {"n":1.10,"big":123456789012345678901234567890,"e":1e400} | a={"n":1.10,"big":123456789012345678901234567890,"e":1E+400}
            """)
    void the_entries_after(Where where, String changes, String expected) {
        String place = place(where);
        var store = where == Where.MEMORY ? StateStore.inMemory() : open(place);
        for (String each : changes.split("; ")) {
            store.change(state -> perform(state, each));
        }
        assertThat(all(store)).isEqualTo(expected);
        if (where != Where.MEMORY) {
            store.close();
            assertThat(all(open(place))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void names_and_texts_of_any_characters_are_kept(Where where) {
        String place = place(where);
        var store = where == Where.MEMORY ? StateStore.inMemory() : open(place);
        var texts = List.of(
                "",
                " ",
                "'",
                "\"; DROP TABLE x; --",
                "\\u0041",
                "\u0000",
                "a\nb",
                "é",
                "\ud83d\ude00",
                "\ud83d",
                "x".repeat(100_000));
        store.change(state -> {
            texts.forEach(text -> state.put(key(text), JsonNodeFactory.instance.stringNode(text)));
            return true;
        });
        if (where != Where.MEMORY) {
            store.close();
            store = open(place);
        }
        var read = store.read(state -> state.all(StateKind.ITEM, "0", "/pets"));
        assertThat(read.keySet()).containsExactlyElementsOf(texts);
        assertThat(read).allSatisfy((id, value) -> assertThat(value.asString()).isEqualTo(id));
    }

    @ParameterizedTest
    @EnumSource
    void a_change_that_fails_changes_nothing(Where where) {
        var store = store(where);
        store.change(state -> perform(state, "put a 1"));
        assertThatThrownBy(() -> store.change(state -> {
                    perform(state, "put a 2, put b 3");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(all(store)).isEqualTo("a=1");
        store.change(state -> perform(state, "put b 2"));
        assertThat(all(store)).isEqualTo("a=1 b=2");
    }

    @ParameterizedTest
    @EnumSource
    void totals_and_groups_count_what_is_kept(Where where) {
        var store = store(where);
        store.change(state -> {
            state.put(key("a"), Json.read("1"));
            state.put(new StateKey(StateKind.ITEM, "0", "/users", "b"), Json.read("22"));
            state.put(new StateKey(StateKind.ITEM, "1", "/pets", "c"), Json.read("3"));
            state.put(new StateKey(StateKind.OVERRIDE, "", "", "1"), Json.read("{}"));
            assertThat(state.totals(StateKind.ITEM, "0").count()).isEqualTo(2);
            return true;
        });
        store.change(state -> perform(state, "put a 123, put d 1, remove d"));
        Map<String, Object> counted = store.read(state -> Map.of(
                "count", state.totals(StateKind.ITEM, "0").count(),
                "characters", state.totals(StateKind.ITEM, "0").characters(),
                "groups", state.groups(StateKind.ITEM, "0"),
                "other", state.totals(StateKind.ITEM, "1").count(),
                "none", state.totals(StateKind.PLAY, "").count()));
        assertThat(counted)
                .containsEntry("count", 2)
                .containsEntry("characters", (long) ("/petsa123".length() + 1 + "/usersb22".length() + 1))
                .containsEntry("groups", Set.of("/pets", "/users"))
                .containsEntry("other", 1)
                .containsEntry("none", 0);
    }

    /** In a database that can be shared, half of the threads use another store. */
    @ParameterizedTest
    @EnumSource
    void changes_are_made_one_after_the_other(Where where) throws InterruptedException {
        String place = place(where);
        var one = where == Where.MEMORY ? StateStore.inMemory() : open(place);
        var other = one.isShared() ? open(place) : one;
        int each = where == Where.FILE ? 10 : 50;
        var threads = Executors.newFixedThreadPool(6);
        IntStream.range(0, 6)
                .forEach(i -> threads.execute(() -> {
                    for (int n = 0; n < each; n++) {
                        (i % 2 == 0 ? one : other).change(state -> {
                            long last = state.find(key("n"))
                                    .map(value -> value.asLong())
                                    .orElse(0L);
                            state.put(key("n"), JsonNodeFactory.instance.numberNode(last + 1));
                            return true;
                        });
                    }
                }));
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        one.refresh();
        assertThat(all(one)).isEqualTo("n=" + 6 * each);
    }

    @Test
    void what_another_mock_changes_is_seen_after_a_refresh() {
        String place = place(Where.POSTGRES);
        var one = open(place);
        var other = open(place);
        var heard = new CopyOnWriteArrayList<StateKind>();
        other.listen(new StateStore.Listener() {
            @Override
            public void changedElsewhere(StateKind kind) {
                heard.add(kind);
            }
        });
        one.change(state -> perform(state, "put a 1, put b 2"));
        assertThat(all(other)).isEmpty();
        other.refresh();
        assertThat(all(other)).isEqualTo("a=1 b=2");
        other.change(state -> perform(state, "remove a, put c 3"));
        one.refresh();
        assertThat(all(one)).isEqualTo("b=2 c=3");
        other.refresh();
        assertThat(heard).containsExactly(StateKind.ITEM);
    }

    @Test
    void tables_that_were_made_again_replace_what_was_known() {
        String place = place(Where.POSTGRES);
        var store = open(place);
        store.change(state -> perform(state, "put a 1"));
        Postgres.shared()
                .execute(
                        Postgres.place(place).replaceAll(".*/", ""),
                        "DROP TABLE counterpart_version; DROP TABLE counterpart_state");
        var other = open(place);
        other.change(state -> perform(state, "put b 2"));
        store.refresh();
        assertThat(all(store)).isEqualTo("b=2");
    }

    @Test
    void a_place_is_a_file_or_a_database_of_PostgreSQL() {
        assertThat(List.of("state.db", "/tmp/x", "jdbc:postgresql://host/db", "jdbc:postgresql:db"))
                .allMatch(JdbcStore::isPlace);
        assertThat(List.of("", " ", "jdbc:mysql://host/db", "jdbc:sqlite:x.db", "jdbc:h2:mem:x"))
                .noneMatch(JdbcStore::isPlace);
    }

    @Test
    void a_place_that_cannot_be_used_is_refused_with_the_reason() throws IOException {
        var foreign =
                Files.writeString(folder.resolve("notes.txt"), "These are notes, and not a database.\n".repeat(50));
        var used = folder.resolve("used.db");
        open(used.toString());
        assertThat(JdbcStore.open(foreign.toString()))
                .isEqualTo(new JdbcStore.Opening.Failed(foreign.toString(), "the file is not a database"));
        assertThat(Files.readString(foreign)).startsWith("These are notes");
        assertThat(JdbcStore.open(folder.toString()))
                .isEqualTo(new JdbcStore.Opening.Failed(folder.toString(), "it is a folder"));
        assertThat(JdbcStore.open(folder.resolve("none/x.db").toString()))
                .isEqualTo(new JdbcStore.Opening.Failed(
                        folder.resolve("none/x.db").toString(),
                        "the folder " + folder.resolve("none") + " does not exist"));
        assertThat(JdbcStore.open(used.toString()))
                .isEqualTo(new JdbcStore.Opening.Failed(used.toString(), "another process uses the file"));
    }

    @Test
    void a_database_of_another_program_is_not_touched() throws Exception {
        var file = folder.resolve("other.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookmarks (url TEXT)");
        }
        byte[] before = Files.readAllBytes(file);
        assertThat(JdbcStore.open(file.toString()))
                .isEqualTo(new JdbcStore.Opening.Failed(file.toString(), "it is a database of another program"));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
