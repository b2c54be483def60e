package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Violation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks after the files of a running server: what is edited is served from the next request on; what is broken is told, and the
 * last good state stays.
 */
final class Reload {

    /** Looking is cheaper and surer than being told: editors replace files in many ways. */
    private static final long PAUSE_MILLIS = 300;

    /** How long at least, and how many times as long as reading takes, a broken document is left alone. */
    private static final long LEAST_NANOS = 1_000_000_000;

    private static final long RARELY = 20;

    private final MockServer server;
    private final List<Watched> all;
    private final MockLog log;

    private Reload(MockServer server, List<Watched> all, MockLog log) {
        this.server = server;
        this.all = all;
        this.log = log;
    }

    /**
     * Watches until the process ends.
     *
     * @param served by {@code server}, in its order
     */
    static void watch(MockServer server, List<Served> served, MockLog log) {
        var reload = new Reload(server, served.stream().map(Watched::new).toList(), log);
        var thread = new Thread(reload::run, "counterpart-reload");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                for (int i = 0; i < all.size(); i++) {
                    boolean isEdited = all.get(i).hasChanged();
                    if (isEdited || all.get(i).isToBeTriedAgain()) {
                        reload(i, isEdited);
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reload(int index, boolean isEdited) {
        var watched = all.get(index);
        var document = watched.served.source();
        long start = System.nanoTime();
        var loaded = document.load();
        if (loaded.isWorseThan(watched.served)) {
            if (watched.failed(loaded.violations(), System.nanoTime() - start) || isEdited) {
                log.problems(loaded);
                log.kept("The document is broken; the last good one is still served.");
            }
            return;
        }
        log.problems(loaded);
        var contract = loaded.contract().orElseThrow();
        var served =
                new Served(document, contract, watched.withLastGood(loaded.fixtures(), contract), loaded.dangling());
        if (!loaded.fixtures().broken().isEmpty()) {
            log.kept("The fixtures above are served as they were when they were last good, or not at all.");
        }
        server.serve(index, served.mounted());
        watched.now(served);
        log.reloaded((all.size() > 1 ? document.document() + ": " : "")
                + contract.operations().size() + " operations, "
                + served.fixtures().all().size() + " fixtures");
        log.conflicts(all.stream().map(each -> each.served).toList());
    }

    /** A document that is served, and how its files looked when they were last read. */
    private static final class Watched {

        private Served served;
        private Map<String, String> seen;

        /** What is wrong with the document as it is now, and when to look whether it still is; empty while it is good. */
        private List<Violation> broken = List.of();

        private long again;

        Watched(Served served) {
            this.served = served;
            this.seen = state();
        }

        boolean hasChanged() {
            var now = state();
            boolean changed = !now.equals(seen);
            seen = now;
            return changed;
        }

        void now(Served other) {
            served = other;
            broken = List.of();
            seen = stateOrBefore();
        }

        /**
         * Notes what is wrong, and whether that is news. What is missing may be a file that was never read, anywhere; so from now
         * on the whole is tried again and again, for a small part of the time.
         *
         * @param nanos that the trial took
         */
        boolean failed(List<Violation> violations, long nanos) {
            boolean isNews = !violations.equals(broken);
            broken = violations;
            again = System.nanoTime() + Math.max(LEAST_NANOS, RARELY * nanos);
            seen = stateOrBefore();
            return isNews;
        }

        boolean isToBeTriedAgain() {
            return !broken.isEmpty() && System.nanoTime() >= again;
        }

        /** Files that were known before they were read count as they were then: one may have been edited meanwhile. */
        private Map<String, String> stateOrBefore() {
            var state = new TreeMap<>(state());
            seen.forEach((file, before) -> state.computeIfPresent(file, (same, now) -> before));
            return state;
        }

        /** A fixture that is broken now stays as it was when it was last good, if its operation still exists. */
        Fixtures withLastGood(LoadedFixtures loaded, Contract contract) {
            var broken = loaded.broken().stream()
                    .map(BrokenFixture::where)
                    .map(where -> where.file())
                    .collect(Collectors.toCollection(HashSet::new));
            var fixtures = new ArrayList<>(loaded.fixtures().all());
            for (Fixture old : served.fixtures().all()) {
                boolean exists = old.operation()
                        .map(operation ->
                                contract.operation(operation.key().toString()).isPresent())
                        .orElse(true);
                if (broken.contains(old.file().file()) && exists) {
                    fixtures.add(old);
                }
            }
            return new Fixtures(fixtures);
        }

        /** Size and time of every file that counts. */
        private Map<String, String> state() {
            var state = new TreeMap<String, String>();
            for (var file : served.contract().documents().all()) {
                path(file.uri().toString()).ifPresent(path -> add(path, state));
            }
            served.source().fixtures().filter(Files::isDirectory).ifPresent(folder -> files(folder, state));
            return state;
        }

        private static void files(Path folder, Map<String, String> state) {
            try (var files = Files.walk(folder)) {
                files.filter(Files::isRegularFile).forEach(file -> add(file, state));
            } catch (IOException unlisted) {
                state.put(folder.toString(), "unlisted");
            }
        }

        private static Optional<Path> path(String uri) {
            return uri.startsWith("file:") ? Optional.of(Path.of(URI.create(uri))) : Optional.empty();
        }

        private static void add(Path file, Map<String, String> state) {
            try {
                state.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException gone) {
                state.put(file.toString(), "gone");
            }
        }
    }
}
