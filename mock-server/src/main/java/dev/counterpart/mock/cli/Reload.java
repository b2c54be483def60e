package dev.counterpart.mock.cli;

import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches the files of a running server: an edited file is served from the next request on. Invalid edits are reported; the last
 * valid version stays in use.
 *
 * <p>One thread reads files. A request waits for it only if files have changed.
 */
final class Reload {

    /** How often events are polled without a request, so that invalid edits are reported. */
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /** How often files are read if there are no events: without a request, and at most by requests. */
    private static final long UNWATCHED_PAUSE_NANOS = Duration.ofMillis(300).toNanos();

    private static final long UNWATCHED_REQUEST_NANOS = Duration.ofMillis(5).toNanos();

    /** How long an edit may take to become valid before it is reported, and how often it is read in the meantime. */
    private static final long SETTLING_NANOS = Duration.ofMillis(200).toNanos();

    private static final long SETTLING_PAUSE_MILLIS = 10;

    /** How long a request waits for an edit. */
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(2).toNanos();

    private final MockServer server;
    private final List<Watched> all;
    private final MockLog log;
    private final Optional<FolderWatch> watch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** How many checks were requested, and how many of them are done. Guarded by {@code lock}. */
    private long asked;

    private long done;

    /** Whether all files have events, and when files were last read. */
    private volatile boolean isWatched;

    private volatile long looked;

    private volatile boolean isEnded;

    private Reload(MockServer server, List<Watched> all, MockLog log, Optional<FolderWatch> watch) {
        this.server = server;
        this.all = all;
        this.log = log;
        this.watch = watch;
    }

    /**
     * Watches until the server is closed.
     *
     * @param served by {@code server}, in the same order
     */
    static void watch(MockServer server, List<Served> served, MockLog log) {
        watch(server, served, log, FolderWatch.start());
    }

    /** The same with another watch; without one, requests check the files. */
    static void watch(MockServer server, List<Served> served, MockLog log, Optional<FolderWatch> watch) {
        var reload = new Reload(server, served.stream().map(Watched::new).toList(), log, watch);
        reload.register();
        reload.ask();
        server.beforeRequests(reload::beforeRequest);
        var thread = new Thread(reload::run, "counterpart-reload");
        thread.setDaemon(true);
        thread.start();
        server.whenClosed(reload::end);
    }

    private void end() {
        isEnded = true;
        watch.ifPresent(FolderWatch::close);
    }

    /** Waits until the edits reported by the operating system are served, or are known to be invalid. */
    private void beforeRequest() {
        lock.lock();
        try {
            notice(true, UNWATCHED_REQUEST_NANOS);
            long mine = asked;
            long left = LONGEST_WAIT_NANOS;
            while (done < mine && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Requests a check if something may have changed. Under the lock, so that no request misses an event that another has taken.
     */
    private void notice(boolean exactly, long unwatchedNanos) {
        boolean mayHaveChanged =
                isWatched ? watch.orElseThrow().hasEvents(exactly) : System.nanoTime() - looked >= unwatchedNanos;
        if (mayHaveChanged) {
            asked++;
            changed.signalAll();
        }
    }

    private void ask() {
        lock.lock();
        try {
            asked++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!isEnded && !Thread.currentThread().isInterrupted()) {
            try {
                long now = next();
                try {
                    check(now);
                } finally {
                    done(now);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The number of the next check, once one is requested or the interval has passed. */
    private long next() throws InterruptedException {
        lock.lock();
        try {
            long left = PAUSE_NANOS;
            while (asked == done && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (asked == done) {
                notice(false, UNWATCHED_PAUSE_NANOS);
            }
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private void done(long check) {
        lock.lock();
        try {
            done = check;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void check(long number) throws InterruptedException {
        boolean isAsked = isAsked(number);
        for (int i = 0; i < all.size(); i++) {
            try {
                check(i, isAsked);
            } catch (RuntimeException | Error failed) {
                problem("The edited files could not be read: " + failed + ". The last valid version stays in use.");
            }
        }
    }

    private boolean isAsked(long number) {
        lock.lock();
        try {
            return number > done;
        } finally {
            lock.unlock();
        }
    }

    private void check(int index, boolean mayHaveChanged) throws InterruptedException {
        var watched = all.get(index);
        if (mayHaveChanged) {
            looked = System.nanoTime();
        }
        boolean isEdited = mayHaveChanged && watched.takesChange();
        if (isEdited || watched.isToBeTriedAgain()) {
            reload(index, isEdited);
            register();
        }
    }

    /** Edits between reading and registering have no event; the files are checked again for them. */
    private void register() {
        isWatched = watch.map(each -> each.watch(all.stream()
                        .flatMap(watched -> watched.paths().stream())
                        .toList()))
                .orElse(false);
        if (all.stream().anyMatch(Watched::hasChanged)) {
            ask();
        }
    }

    /** In the log, and as an event for those who watch. */
    private void problem(String text) {
        log.kept(text);
        server.reportProblem(text);
    }

    private void reload(int index, boolean isEdited) throws InterruptedException {
        var watched = all.get(index);
        long start = System.nanoTime();
        var loaded = isEdited ? settled(watched) : watched.load();
        if (!loaded.isWorseThan(watched.served())) {
            log.problems(loaded);
            use(index, loaded);
        } else if (watched.failed(loaded.violations(), System.nanoTime() - start) || isEdited) {
            log.problems(loaded);
            problem("The document is invalid; the last valid version stays in use.");
        }
    }

    private void use(int index, Loaded loaded) {
        var watched = all.get(index);
        var source = watched.served().source();
        var contract = loaded.contract().orElseThrow();
        var fixtures = watched.withLastValid(loaded.fixtures(), contract);
        var served = new Served(source, contract, fixtures, loaded.dangling(), loaded.begin());
        if (!loaded.fixtures().broken().isEmpty()) {
            problem("The last valid versions of the fixtures above stay in use; without one, they are skipped.");
        }
        server.serve(index, served.mounted());
        watched.now(served, loaded.fixtures());
        log.reloaded((all.size() > 1 ? source.document() + ": " : "") + counts(served));
        log.conflicts(all.stream().map(Watched::served).toList());
    }

    private static String counts(Served served) {
        return Counted.of(served.contract().operations().size(), "operation") + ", "
                + Counted.of(served.fixtures().all().size(), "fixture");
    }

    /**
     * The files as they are now; if something in them is invalid, as they are a moment later, because an editor may still be
     * writing.
     */
    private static Loaded settled(Watched watched) throws InterruptedException {
        var loaded = watched.load();
        long end = System.nanoTime() + SETTLING_NANOS;
        while (watched.mayBeIncomplete(loaded) && System.nanoTime() < end) {
            Thread.sleep(SETTLING_PAUSE_MILLIS);
            if (watched.takesChange()) {
                loaded = watched.load();
            }
        }
        return loaded;
    }
}
