package dev.counterpart.mock.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A file of SQLite, which one mock uses at a time. */
final class SqliteDatabase implements Database {

    /** "CPst": marks the file as ours (SQLite's application_id). */
    private static final int OURS = 0x43507374;

    private final Path file;
    private @Nullable Object opened;

    SqliteDatabase(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        checkPlace();
        var properties = new Properties();
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("busy_timeout", "1000");
        var connection = Drivers.connect("jdbc:sqlite:" + file, properties, "org.xerial:sqlite-jdbc");
        try {
            open(connection);
            opened = identity();
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private void checkPlace() throws SQLException {
        if (Files.isDirectory(file)) {
            throw new SQLException("it is a folder");
        }
        if (!Files.isDirectory(Objects.requireNonNull(file.getParent(), "absolute"))) {
            throw new SQLException("the folder " + file.getParent() + " does not exist");
        }
    }

    /** A rollback journal, so that there is one file between changes; EXTRA also syncs the folder after the journal was removed. */
    private static void open(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("PRAGMA synchronous = EXTRA");
            boolean isOurs = number(statement, "PRAGMA application_id") == OURS;
            boolean isEmpty = number(statement, "SELECT count(*) FROM sqlite_master") == 0;
            if (!isOurs && !isEmpty) {
                throw new SQLException("it is a database of another program");
            }
            statement.execute("PRAGMA application_id = " + OURS);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : -1;
        }
    }

    @Override
    public String[] preparation() {
        return new String[0];
    }

    /** A file that was removed or replaced still takes changes, but they are lost with the process. */
    @Override
    public void check() throws SQLException {
        if (!Objects.equals(opened, identity())) {
            throw new SQLException("the file was removed or replaced");
        }
    }

    private @Nullable Object identity() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public String reason(SQLException failed) {
        String message = String.valueOf(failed.getMessage());
        if (message.contains("SQLITE_BUSY")) {
            return "another process uses the file";
        }
        if (message.contains("SQLITE_NOTADB")) {
            return "the file is not a database";
        }
        if (message.contains("SQLITE_FULL")) {
            return "the disk is full";
        }
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("^\\[SQLITE_\\w+]\\s*", "")
                .strip();
    }
}
