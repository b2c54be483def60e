package dev.counterpart.mock.database;

import dev.counterpart.mock.store.StateCache;
import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateEntry;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.mock.store.StateView;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state in a database, with a copy in memory. A change is made in a transaction that locks the only row of one table, so
 * changes of all mocks are made one after the other; it returns when the database has committed. Reads use the copy, which {@link #refresh}
 * brings up to date: it asks for what is newer than the version that the copy has.
 *
 * <p>If the database fails, that is reported once; from then on everything fails at once, while a thread waits until it works again.
 * Thread-safe.
 */
public final class JdbcStore implements StateStore {

    private static final String SCHEME = "jdbc:";

    /** How often an unavailable database is tried. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long requests wait for a database that does not answer, before it counts as unavailable. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(3);

    /** A change also waits for those of other mocks. */
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(10);

    private final Database database;
    private final StateCache cache = new StateCache();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** For changes; its connection has transactions. */
    private final LazyConnection changing;

    /** For {@link #refresh}. */
    private final LazyConnection reading;

    private final ReentrantLock change = new ReentrantLock();
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();

    /** Up to which number of {@link #asked} the copy is up to date. Guarded by {@code refreshing}. */
    private long answered;

    /** What the copy has. Guarded by {@code cache}. */
    private String epoch = "";

    private long version;

    private volatile @Nullable String fault;
    private volatile boolean isClosed;

    /** The result of opening a store. */
    public sealed interface Opening {

        record Opened(StateStore store) implements Opening {}

        /**
         * The store cannot be used.
         *
         * @param place without secrets
         * @param reason in one line, without secrets
         */
        record Failed(String place, String reason) implements Opening {}
    }

    private JdbcStore(Database database) {
        this.database = database;
        this.changing = new LazyConnection(database, false, LONGEST_CHANGE);
        this.reading = new LazyConnection(database, true, LONGEST_READ);
    }

    /** Whether a text is a place: the path of a file, or a URL {@code jdbc:postgresql:…}. */
    public static boolean isPlace(String text) {
        return !text.isBlank() && (!text.startsWith(SCHEME) || text.startsWith(PostgresDatabase.PREFIX));
    }

    /** Opens the state at a place, and makes what it needs there. */
    public static Opening open(String place) {
        var store = new JdbcStore(
                place.startsWith(SCHEME) ? new PostgresDatabase(place) : new SqliteDatabase(Path.of(place)));
        try {
            store.changing.use(store::prepare);
            return new Opening.Opened(store);
        } catch (SQLException failed) {
            store.close();
            return new Opening.Failed(store.place(), store.database.reason(failed));
        }
    }

    private boolean prepare(Connection connection) throws SQLException {
        Tables.prepare(connection, database.preparation());
        sync(connection);
        connection.commit();
        return true;
    }

    @Override
    public void refresh() {
        if (!isShared()) {
            return;
        }
        failIfUnavailable();
        long mine = asked.incrementAndGet();
        refreshing.lock();
        try {
            failIfUnavailable();
            if (answered < mine) { // otherwise another thread has begun to ask after this one came
                long begun = asked.get();
                reading.use(this::sync);
                answered = begun;
            }
        } catch (SQLException failed) {
            throw unavailable(failed, 0);
        } finally {
            refreshing.unlock();
        }
    }

    @Override
    public <T> T read(Function<StateView, T> reader) {
        return cache.read(reader);
    }

    @Override
    public <T> T change(Function<StateChange, T> wanted) {
        failIfUnavailable();
        var size = new AtomicLong();
        change.lock();
        try {
            failIfUnavailable();
            return changing.use(connection -> changed(connection, wanted, size));
        } catch (SQLException failed) {
            throw unavailable(failed, size.get());
        } finally {
            change.unlock();
        }
    }

    private <T> T changed(Connection connection, Function<StateChange, T> wanted, AtomicLong size) throws SQLException {
        Tables.lock(connection);
        sync(connection, 1);
        var draft = cache.draft();
        T result = cache.draft(draft, wanted);
        var changes = draft.changed();
        if (changes.isEmpty()) {
            connection.rollback();
            return result;
        }
        size.set(characters(changes.values()));
        long next = known() + 1;
        Tables.write(connection, changes, next);
        changing.commit(connection);
        took(changes, next);
        return result;
    }

    private static long characters(Collection<Optional<StateEntry>> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.map(StateEntry::characters).orElse(0))
                .sum();
    }

    private long known() {
        synchronized (cache) {
            return version;
        }
    }

    private void took(Map<StateKey, Optional<StateEntry>> changes, long next) {
        synchronized (cache) {
            if (next > version) {
                cache.apply(changes);
                version = next;
            }
        }
    }

    private boolean sync(Connection connection) throws SQLException {
        return sync(connection, 0);
    }

    /**
     * Brings the copy up to date.
     *
     * @param own changes that this connection has begun and not committed
     */
    private boolean sync(Connection connection, int own) throws SQLException {
        long before = known();
        var news = Tables.since(connection, before).without(own);
        boolean isWhole = before == 0 || !news.continues(before, epoch());
        if (isWhole && before > 0) {
            news = Tables.since(connection, 0).without(own);
        }
        var kinds = take(news, isWhole);
        kinds.forEach(kind -> listeners.forEach(listener -> listener.changedElsewhere(kind)));
        return true;
    }

    private String epoch() {
        synchronized (cache) {
            return epoch;
        }
    }

    /** The kinds of entries that were new. */
    private List<StateKind> take(Tables.News news, boolean isWhole) {
        synchronized (cache) {
            if (isWhole) {
                cache.reset(news.entries(0));
            } else if (news.version() <= version) {
                return List.of();
            } else {
                cache.apply(news.entries(version));
            }
            var kinds = news.kinds(isWhole ? 0 : version);
            epoch = news.epoch();
            version = news.version();
            return kinds;
        }
    }

    private void failIfUnavailable() {
        if (fault != null) {
            throw refusal();
        }
    }

    private static StateUnavailable refusal() {
        return new StateUnavailable(
                "The state of the mock is unavailable, so changes cannot be stored now. The log of the mock has the reason.");
    }

    /** @param size of the change that failed, in characters */
    private StateUnavailable unavailable(SQLException failed, long size) {
        synchronized (this) {
            if (fault == null && !isClosed) {
                fault = database.reason(failed);
                report("The state in " + place() + " is unavailable: " + fault
                        + ". Until it is available again, changes are refused with 503, and other requests are answered from what is"
                        + " known.");
                var thread = new Thread(() -> await(size), "counterpart-state");
                thread.setDaemon(true);
                thread.start();
            }
        }
        return refusal();
    }

    private void report(String text) {
        listeners.forEach(listener -> listener.problem(text));
    }

    /** Tries until a change of that size can be stored. */
    private void await(long size) {
        while (!isClosed) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            if (isRestored(size)) {
                return;
            }
        }
    }

    /** Whether a change of that size can be stored again. */
    private boolean isRestored(long size) {
        change.lock();
        try {
            changing.use(connection -> probe(connection, size));
            fault = null;
            report("The state in " + place() + " is available again.");
            return true;
        } catch (SQLException unavailable) {
            changing.close();
            return false;
        } finally {
            change.unlock();
        }
    }

    private boolean probe(Connection connection, long size) throws SQLException {
        Tables.prepare(connection, database.preparation());
        Tables.probe(connection, size);
        database.check();
        sync(connection);
        connection.rollback();
        return true;
    }

    @Override
    public long changes(StateKind kind) {
        return cache.changes(kind);
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public boolean isShared() {
        return database.isShared();
    }

    @Override
    public String place() {
        return database.place();
    }

    @Override
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        isClosed = true;
        change.lock();
        try {
            changing.close();
        } finally {
            change.unlock();
        }
        refreshing.lock();
        try {
            reading.close();
        } finally {
            refreshing.unlock();
        }
    }
}
