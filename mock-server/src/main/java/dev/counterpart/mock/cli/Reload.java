package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks after the files of a running mock: what is edited is served from the next request on; what is broken is told, and the last
 * good state stays.
 */
final class Reload {

    /** Looking is cheaper and surer than being told: editors replace files in many ways. */
    private static final long PAUSE_MILLIS = 300;

    private final MockServer server;
    private final DocumentOptions document;
    private final MockLog log;
    private Contract contract;
    private Map<String, String> seen;
    private Fixtures served;

    private Reload(MockServer server, Contract contract, Fixtures served, DocumentOptions document, MockLog log) {
        this.server = server;
        this.document = document;
        this.log = log;
        this.contract = contract;
        this.seen = state();
        this.served = served;
    }

    /**
     * Watches until the process ends.
     *
     * @param contract that {@code server} serves
     * @param served the fixtures that it serves
     */
    static void watch(MockServer server, Contract contract, Fixtures served, DocumentOptions document, MockLog log) {
        var reload = new Reload(server, contract, served, document, log);
        var thread = new Thread(reload::run, "counterpart-reload");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                var now = state();
                if (!now.equals(seen)) {
                    seen = now;
                    reload();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reload() {
        var loaded = Loaded.from(document.source().orElseThrow(), document.fixturesFolder(), document.readOptions());
        log.problems(loaded);
        if (loaded.contract().isEmpty() || MockLog.isFatal(loaded)) {
            log.kept("The document is broken; the last good one is still served.");
            return;
        }
        contract = loaded.contract().get();
        served = withLastGood(loaded.fixtures());
        if (!loaded.fixtures().broken().isEmpty()) {
            log.kept("The fixtures above are served as they were when they were last good, or not at all.");
        }
        server.serve(contract, served);
        seen = state();
        log.reloaded(
                contract.operations().size() + " operations, " + served.all().size() + " fixtures");
    }

    /** A fixture that is broken now stays as it was when it was last good, if its operation still exists. */
    private Fixtures withLastGood(LoadedFixtures loaded) {
        var broken = loaded.broken().stream()
                .map(BrokenFixture::where)
                .map(where -> where.file())
                .collect(Collectors.toCollection(HashSet::new));
        var all = new ArrayList<>(loaded.fixtures().all());
        for (Fixture old : served.all()) {
            if (broken.contains(old.file().file())) {
                contract.operation(old.operation().key().toString()).ifPresent(operation -> all.add(old));
            }
        }
        return new Fixtures(all);
    }

    /** Size and time of every file that counts. */
    private Map<String, String> state() {
        var state = new TreeMap<String, String>();
        for (var file : contract.documents().all()) {
            path(file.uri().toString()).ifPresent(path -> add(path, state));
        }
        document.fixturesFolder().filter(Files::isDirectory).ifPresent(folder -> {
            try (var files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(file -> add(file, state));
            } catch (IOException unlisted) {
                state.put(folder.toString(), "unlisted");
            }
        });
        return state;
    }

    private static Optional<Path> path(String uri) {
        return uri.startsWith("file:") ? Optional.of(Path.of(java.net.URI.create(uri))) : Optional.empty();
    }

    private static void add(Path file, Map<String, String> state) {
        try {
            state.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
        } catch (IOException gone) {
            state.put(file.toString(), "gone");
        }
    }
}
