package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Violation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A document that is served, and how its files looked when they were last read. For one thread. */
final class Watched {

    /** How long at least, and how many times as long as reading takes, an invalid document is left alone. */
    private static final long LEAST_NANOS = 1_000_000_000;

    private static final long RARELY = 20;

    private Served served;
    private FileStates seen;
    private Set<String> brokenFixtures = Set.of();

    /** What is wrong with the document as it is now, and when to look whether it still is; empty while it is valid. */
    private List<Violation> violations = List.of();

    private long again;

    Watched(Served served) {
        this.served = served;
        this.seen = states().unlessEditedSince(served.begin());
    }

    Served served() {
        return served;
    }

    /** Everything that counts. */
    Collection<Path> paths() {
        var paths = new ArrayList<>(states().states().keySet());
        served.source().fixtures().ifPresent(paths::add);
        return paths;
    }

    /** Whether a file has changed since it was last read; from now on it counts as read. */
    boolean takesChange() {
        var now = states();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    /** Whether a file has changed since it was last read. */
    boolean hasChanged() {
        return !states().equals(seen);
    }

    Loaded load() {
        return served.source().load();
    }

    /** Whether this may be a file of which a part is not written yet: something is invalid that was valid before. */
    boolean mayBeIncomplete(Loaded loaded) {
        return loaded.isWorseThan(served) || !brokenFixtures.containsAll(files(loaded.fixtures()));
    }

    /** Notes what is served from now on. */
    void now(Served other, LoadedFixtures loaded) {
        served = other;
        violations = List.of();
        brokenFixtures = files(loaded);
        seen = states().unlessEditedSince(other.begin()).orBefore(seen);
    }

    /**
     * Notes what is wrong, and whether that is new. What is missing may be a file that was never read, anywhere; so from now on the
     * whole is read again and again, for a small part of the time.
     *
     * @param nanos that reading took
     */
    boolean failed(List<Violation> reasons, long nanos) {
        boolean isNew = !reasons.equals(violations);
        violations = reasons;
        again = System.nanoTime() + Math.max(LEAST_NANOS, RARELY * nanos);
        return isNew;
    }

    boolean isToBeTriedAgain() {
        return !violations.isEmpty() && System.nanoTime() >= again;
    }

    /** A fixture that is invalid now stays as it was when it was last valid, if its operation still exists. */
    Fixtures withLastValid(LoadedFixtures loaded, Contract contract) {
        var broken = files(loaded);
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

    private static Set<String> files(LoadedFixtures loaded) {
        return loaded.broken().stream()
                .map(BrokenFixture::where)
                .map(Location::file)
                .collect(Collectors.toSet());
    }

    private FileStates states() {
        var documents = served.contract().documents().all().stream()
                .map(document -> document.uri().toString())
                .flatMap(uri -> path(uri).stream())
                .toList();
        return FileStates.of(documents, served.source().fixtures());
    }

    private static Optional<Path> path(String uri) {
        return uri.startsWith("file:") ? Optional.of(Path.of(URI.create(uri))) : Optional.empty();
    }
}
