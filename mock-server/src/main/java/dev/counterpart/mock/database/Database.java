package dev.counterpart.mock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What differs between the kinds of databases. */
interface Database extends AutoCloseable {

    /** Where it is, for messages; without secrets. */
    String place();

    /** Whether several mocks can use it at the same time. */
    boolean isShared();

    /**
     * A connection on which a committed change is on disk.
     *
     * @param patience how long an answer of the database may take
     */
    Connection connect(Duration patience) throws SQLException;

    /** The statements that make the tables if they are missing, the first of which keeps others from doing the same at once. */
    String[] preparation();

    /**
     * Checks before a change is acknowledged that it can be found again.
     *
     * @throws SQLException if it cannot
     */
    default void check() throws SQLException {}

    /** The message of a failure in one line, without secrets. */
    String reason(SQLException failed);

    @Override
    default void close() {}
}
