package dev.counterpart.mock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is opened when it is needed, and again after it has failed.
 *
 * <p>For one thread at a time.
 */
final class LazyConnection {

    private final Database database;
    private final boolean isAutoCommit;
    private final Duration patience;
    private @Nullable Connection connection;
    private boolean isCommitting;

    LazyConnection(Database database, boolean isAutoCommit, Duration patience) {
        this.database = database;
        this.patience = patience;
        this.isAutoCommit = isAutoCommit;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Does the work; a second time on a new connection if one that was used before has failed, except after {@link #commit}: whether that
     * had an effect is then unknown.
     */
    <T> T use(Work<T> work) throws SQLException {
        boolean isUsed = connection != null;
        try {
            return once(work);
        } catch (SQLException failed) {
            if (!isUsed || isCommitting) {
                throw failed;
            }
            return once(work);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        isCommitting = false;
        try {
            return work.with(open());
        } catch (SQLException | RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    /** Commits what can be found again. */
    void commit(Connection used) throws SQLException {
        isCommitting = true;
        database.check();
        used.commit();
    }

    private Connection open() throws SQLException {
        var open = connection;
        if (open == null) {
            open = database.connect(patience);
            open.setAutoCommit(isAutoCommit);
            connection = open;
        }
        return open;
    }

    /** Closing rolls back what was not committed. */
    void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                // there is nothing left to close
            }
        }
    }
}
