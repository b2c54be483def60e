package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.cli.files.WireMockStubs;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.Unreadable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A served document, and the state of its files when they were last read. Not thread-safe. */
final class Watched {

    /** The minimum pause before an invalid document is read again, and its length as a multiple of the reading time. */
    private static final long LEAST_NANOS = 1_000_000_000;

    private static final long RARELY = 20;

    private static final Pattern QUERY = Pattern.compile("[?#].*");

    private Served served;
    private FileStates seen;
    private Set<String> brokenFixtures = Set.of();

    /** The violations of the current document, and when to check it again; empty while it is valid. */
    private List<Violation> violations = List.of();

    private long again;

    Watched(Served served) {
        this.served = served;
        this.seen = states().unlessEditedSince(served.begin());
    }

    Served served() {
        return served;
    }

    /** All files. */
    Collection<Path> paths() {
        var paths = new ArrayList<>(states().states().keySet());
        served.source().fixtures().ifPresent(paths::add);
        served.source().stubs().map(WireMockStubs::stubs).ifPresent(paths::add);
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

    /** Reads everything again, unless a document is a pipe or a device now: reading that may never end. */
    Loaded load() {
        return documents().stream()
                .filter(path -> Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path))
                .findFirst()
                .map(Watched::unread)
                .orElseGet(() -> served.source().load());
    }

    private static Loaded unread(Path pipe) {
        var reason = new Unreadable(
                DocumentRules.UNREADABLE, 0, "a file", "a pipe or a device, which is read at the start only");
        return new Loaded(Optional.empty(), LoadedFixtures.none(), List.of(reason.in(pipe.toString())), Instant.now());
    }

    /** Whether a file may be only partly written: something is invalid that was valid before. */
    boolean mayBeIncomplete(Loaded loaded) {
        return loaded.isWorseThan(served) || !brokenFixtures.containsAll(files(loaded.fixtures()));
    }

    /** Records what is served from now on. */
    void now(Served other, LoadedFixtures loaded) {
        served = other;
        violations = List.of();
        brokenFixtures = files(loaded);
        seen = states().unlessEditedSince(other.begin()).orBefore(seen);
    }

    /**
     * Records the violations, and returns whether they are new. A missing file may be one that was never read, in any folder, so
     * the document is read again at intervals.
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

    /** A fixture, scenario or state.yaml that is now invalid keeps its last valid version; a fixture only if its operation still exists. */
    Fixtures withLastValid(LoadedFixtures loaded, Contract contract) {
        var broken = files(loaded);
        var fixtures = new ArrayList<>(loaded.fixtures().all());
        served.fixtures().all().stream()
                .filter(old -> broken.contains(old.file().file()) && isOf(contract, old))
                .filter(old -> loaded.fixtures().all().stream().noneMatch(each -> isSame(each, old)))
                .forEach(fixtures::add);
        var scenarios = new ArrayList<>(loaded.fixtures().scenarios());
        served.fixtures().scenarios().stream()
                .filter(old -> broken.contains(old.file().file()))
                .filter(old -> scenarios.stream().noneMatch(each -> each.name().equals(old.name())))
                .forEach(scenarios::add);
        var before = served.fixtures().state();
        boolean isStateBroken =
                before.file().map(Location::file).filter(broken::contains).isPresent();
        return new Fixtures(
                fixtures, scenarios, isStateBroken ? before : loaded.fixtures().state());
    }

    /** Whether they are of the same place; a file of stubs has several. */
    private static boolean isSame(Fixture one, Fixture other) {
        return one.file().equals(other.file())
                && one.label().equals(other.label())
                && one.operation().map(Operation::key).equals(other.operation().map(Operation::key));
    }

    /** Whether the contract has the operation of the fixture. */
    private static boolean isOf(Contract contract, Fixture fixture) {
        return fixture.operation()
                .map(operation -> contract.operation(operation.key().toString()).isPresent())
                .orElse(true);
    }

    private static Set<String> files(LoadedFixtures loaded) {
        return loaded.broken().stream()
                .map(BrokenFixture::where)
                .map(Location::file)
                .collect(Collectors.toSet());
    }

    private FileStates states() {
        return FileStates.of(
                documents(),
                Stream.concat(
                                served.source().fixtures().stream(),
                                served.source().stubs().map(WireMockStubs::stubs).stream())
                        .toList());
    }

    private List<Path> documents() {
        return served.contract().documents().files().stream()
                .flatMap(uri -> path(uri.toString()).stream())
                .toList();
    }

    /** The file; a query, which a reference may have, is not part of its name. */
    private static Optional<Path> path(String uri) {
        return uri.startsWith("file:")
                ? Optional.of(Path.of(URI.create(QUERY.matcher(uri).replaceFirst(""))))
                : Optional.empty();
    }
}
