package dev.counterpart.mock.database;

import dev.counterpart.mock.store.StateEntry;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tables, in SQL that SQLite and PostgreSQL have in common. {@code counterpart_version} has one row: the number of changes so far,
 * which every change increments, so that its lock orders all changes. {@code counterpart_state} has a row for each entry, with the change
 * that made it; removed entries stay for a while as rows without a value, so that other mocks learn of it.
 */
final class Tables {

    /** The form of the tables; a program that finds a higher one must not use them. */
    private static final int FORMAT = 1;

    /** After how many changes rows of removed entries are deleted. */
    private static final int KEPT_CHANGES = 10_000;

    private static final int CLEANING = 1_000;

    private static final List<String> CREATION = List.of(
            "CREATE TABLE IF NOT EXISTS counterpart_version (epoch TEXT NOT NULL, format INTEGER NOT NULL, version BIGINT NOT NULL,"
                    + " forgotten BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS counterpart_state (key TEXT PRIMARY KEY, name TEXT NOT NULL, position BIGINT NOT NULL,"
                    + " version BIGINT NOT NULL, value TEXT)",
            "CREATE INDEX IF NOT EXISTS counterpart_state_version ON counterpart_state (version)",
            "CREATE TABLE IF NOT EXISTS counterpart_probe (value TEXT NOT NULL)");

    private static final String SINCE =
            "SELECT v.epoch, v.version, v.forgotten, s.name, s.position, s.version, s.value FROM counterpart_version v"
                    + " LEFT JOIN counterpart_state s ON s.version > ? ORDER BY s.position";

    private static final String WRITE =
            "INSERT INTO counterpart_state (key, name, position, version, value) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (key) DO UPDATE SET position = excluded.position, version = excluded.version,"
                    + " value = excluded.value";

    private Tables() {}

    /**
     * What is newer than a version.
     *
     * @param epoch names the tables; others have another one, even if their versions are equal
     * @param forgotten up to which version removed entries may be unknown
     */
    record News(String epoch, long version, long forgotten, List<Row> rows) {

        /** The same, if the last {@code own} changes have only begun. */
        News without(int own) {
            return new News(epoch, version - own, forgotten, rows);
        }

        /** Whether it is all that differs from what was known. */
        boolean continues(long known, String knownEpoch) {
            return epoch.equals(knownEpoch) && known <= version && known >= forgotten;
        }

        /** The entries after that version, in the order of their positions. */
        Map<StateKey, Optional<StateEntry>> entries(long after) {
            var entries = new LinkedHashMap<StateKey, Optional<StateEntry>>();
            rows.stream().filter(row -> row.version() > after).forEach(row -> entries.put(row.key(), row.entry()));
            return entries;
        }

        List<StateKind> kinds(long after) {
            return rows.stream()
                    .filter(row -> row.version() > after)
                    .map(row -> row.key().kind())
                    .distinct()
                    .toList();
        }
    }

    record Row(StateKey key, long version, Optional<StateEntry> entry) {}

    /** Makes the tables if they are missing. */
    static void prepare(Connection connection, String... before) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String each : before) {
                statement.execute(each);
            }
            for (String each : CREATION) {
                statement.execute(each);
            }
            if (!hasVersion(statement)) {
                insertVersion(connection);
            }
        }
        connection.commit();
    }

    /** Whether the tables have a version, which this program knows. */
    private static boolean hasVersion(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT format FROM counterpart_version")) {
            if (!row.next()) {
                return false;
            }
            if (row.getInt(1) > FORMAT) {
                throw new SQLException("it was made by a newer version of Counterpart");
            }
            return true;
        }
    }

    private static void insertVersion(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO counterpart_version VALUES (?, ?, 1, 0)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setInt(2, FORMAT);
            insert.executeUpdate();
        }
    }

    /** Begins a change: from now on, others wait until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.executeUpdate("UPDATE counterpart_version SET version = version + 1") != 1) {
                throw new SQLException("the table counterpart_version must have one row");
            }
        }
    }

    static News since(Connection connection, long version) throws SQLException {
        try (var query = connection.prepareStatement(SINCE)) {
            query.setLong(1, version);
            try (var result = query.executeQuery()) {
                return news(result);
            }
        }
    }

    private static News news(ResultSet result) throws SQLException {
        var rows = new ArrayList<Row>();
        String epoch = "";
        long version = 0;
        long forgotten = 0;
        while (result.next()) {
            epoch = result.getString(1);
            version = result.getLong(2);
            forgotten = result.getLong(3);
            String name = result.getString(4);
            if (name != null) {
                row(name, result.getLong(5), result.getLong(6), result.getString(7))
                        .ifPresent(rows::add);
            }
        }
        if (version == 0) {
            throw new SQLException("the table counterpart_version must have one row");
        }
        return new News(epoch, version, forgotten, rows);
    }

    /** Empty for a kind of entries that only newer programs know. */
    private static Optional<Row> row(String name, long position, long version, @Nullable String value)
            throws SQLException {
        try {
            var parts = Json.read(name);
            var kind = Stream.of(StateKind.values())
                    .filter(each -> each.name().equals(parts.path(0).asString("")))
                    .findFirst();
            var entry = Optional.ofNullable(value).map(Json::read);
            return kind.map(known ->
                    row(new StateKey(known, part(parts, 1), part(parts, 2), part(parts, 3)), position, version, entry));
        } catch (JacksonException edited) {
            throw new SQLException("the row of counterpart_state with the position " + position + " is not JSON");
        }
    }

    private static String part(JsonNode parts, int index) {
        return parts.path(index).asString("");
    }

    private static Row row(StateKey key, long position, long version, Optional<JsonNode> value) {
        return new Row(key, version, value.map(node -> StateEntry.of(key, node, position)));
    }

    /** Writes the changed entries as parts of the change with that number. */
    static void write(Connection connection, Map<StateKey, Optional<StateEntry>> changes, long version)
            throws SQLException {
        try (var write = connection.prepareStatement(WRITE)) {
            for (var each : changes.entrySet()) {
                set(write, each.getKey(), each.getValue(), version);
                write.addBatch();
            }
            write.executeBatch();
        }
        if (version % CLEANING == 0 && version > KEPT_CHANGES) {
            clean(connection, version - KEPT_CHANGES);
        }
    }

    private static void set(PreparedStatement write, StateKey key, Optional<StateEntry> entry, long version)
            throws SQLException {
        String name = name(key);
        write.setString(1, Sha256.hex(name)); // names can be longer than what an index takes
        write.setString(2, name);
        write.setLong(3, entry.map(StateEntry::position).orElse(0L));
        write.setLong(4, version);
        write.setString(5, entry.map(each -> ascii(Json.text(each.value()))).orElse(null));
    }

    private static void clean(Connection connection, long version) throws SQLException {
        try (var delete = connection.prepareStatement(
                        "DELETE FROM counterpart_state WHERE value IS NULL AND version <= ?");
                var forget = connection.prepareStatement("UPDATE counterpart_version SET forgotten = ?")) {
            delete.setLong(1, version);
            delete.executeUpdate();
            forget.setLong(1, version);
            forget.executeUpdate();
        }
    }

    /** Stores that many characters and removes them. */
    static void probe(Connection connection, long size) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO counterpart_probe VALUES (?)");
                var delete = connection.createStatement()) {
            insert.setString(1, "x".repeat((int) Math.max(1, Math.min(size, Integer.MAX_VALUE / 4))));
            insert.executeUpdate();
            connection.commit();
            delete.executeUpdate("DELETE FROM counterpart_probe");
            connection.commit();
        }
    }

    private static String name(StateKey key) {
        return ascii(Json.text(JsonNodeFactory.instance
                .arrayNode()
                .add(key.kind().name())
                .add(key.owner())
                .add(key.group())
                .add(key.id())));
    }

    /** JSON text with escapes for what is not ASCII: databases refuse some characters, and lone surrogates have no UTF-8. */
    private static String ascii(String json) {
        if (json.chars().allMatch(c -> c < 0x7f)) {
            return json;
        }
        var text = new StringBuilder();
        json.chars().forEach(c -> {
            if (c < 0x7f) {
                text.append((char) c);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            }
        });
        return text.toString();
    }
}
