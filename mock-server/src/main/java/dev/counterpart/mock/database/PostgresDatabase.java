package dev.counterpart.mock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** A PostgreSQL server. */
final class PostgresDatabase implements Database {

    static final String PREFIX = "jdbc:postgresql:";

    /** The driver's log repeats invalid URLs with their passwords. A constant, because unreferenced loggers forget their level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    /** A mock that hangs with a change under way must not hang the others. */
    private static final String[] SESSION = {
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED",
        "SET synchronous_commit = on",
        "SET lock_timeout = '5s'",
        "SET statement_timeout = '10s'",
        "SET idle_in_transaction_session_timeout = '10s'"
    };

    private static final String[] PREPARATION = {
        "SELECT pg_advisory_xact_lock(4918273645)", "SET LOCAL client_min_messages = warning"
    };

    private final String url;

    PostgresDatabase(String url) {
        this.url = url;
    }

    @Override
    public String place() {
        return USER.matcher(url.replaceAll("[?].*", "")).replaceFirst("//").substring("jdbc:".length());
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Connection connect(Duration patience) throws SQLException {
        DRIVER.setLevel(Level.OFF);
        var connection = Drivers.connect(url, properties(patience), "org.postgresql:postgresql");
        try (var statement = connection.createStatement()) {
            for (String setting : SESSION) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static Properties properties(Duration patience) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "counterpart");
        Optional.ofNullable(System.getenv("PGPASSWORD"))
                .ifPresent(secret -> properties.setProperty("password", secret));
        return properties;
    }

    @Override
    public String[] preparation() {
        return PREPARATION.clone();
    }

    /** Without the URL, which can have a password. */
    @Override
    public String reason(SQLException failed) {
        String message = String.valueOf(failed.getMessage()).replace(url, place());
        return message.lines().findFirst().orElse("").strip();
    }
}
