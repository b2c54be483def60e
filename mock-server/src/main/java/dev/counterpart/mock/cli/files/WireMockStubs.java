package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.exchange.WireMockImport;
import dev.counterpart.mock.record.FixtureDraft;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.record.NotWritten;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.FileProblem;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.core.JsonPointer;

/**
 * The stubs of a WireMock folder as fixtures in a temporary folder, which is deleted when the process ends. If an edit makes a file of
 * stubs or one of its bodies invalid, the last valid version of both stays in use.
 *
 * <p>Thread-safe.
 */
public final class WireMockStubs {

    private final Path stubs;
    private final Path folder;
    private final PrintWriter err;

    /** The versions in use, by file of stubs. */
    private final Map<String, Version> inUse = new HashMap<>();

    /** By file in the folder, what it was made from. */
    private Map<String, FixtureDraft.Source> sources = Map.of();

    /** The differences from a WireMock that were reported. */
    private final Set<String> reported = new HashSet<>();

    /** What is served, before an edit is read. */
    private LoadedFixtures latest = LoadedFixtures.none();

    /**
     * A version of a file of stubs.
     *
     * @param contents by name, the file and the bodies that it names
     * @param reasons of its stubs that became no fixtures
     */
    private record Version(Map<String, byte[]> contents, List<String> reasons) {}

    /** What became no fixture, with the label of its message. */
    private record Problem(String label, NotWritten about) {

        String file() {
            return about.source().file();
        }

        BrokenFixture in(Path stubs) {
            var where = about.source().in(stubs);
            String title = about.source().entry().strip();
            return broken(where, (title + " " + about.reason()).strip());
        }

        @Override
        public String toString() {
            return "%-15s%s".formatted(label, about);
        }
    }

    private WireMockStubs(Path stubs, Path folder, PrintWriter err) {
        this.stubs = stubs;
        this.folder = folder;
        this.err = err;
    }

    /**
     * The stubs of a folder; empty if it cannot be read, which is reported.
     *
     * @param stubs with {@code mappings} and {@code __files}
     */
    public static Optional<WireMockStubs> of(CommandLine line, Path stubs) {
        try (var all = Files.walk(stubs)) {
            all.forEach(file -> {});
            var folder = Files.createTempDirectory("counterpart-wiremock");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return Optional.of(new WireMockStubs(stubs, folder, line.getErr()));
        } catch (IOException failed) {
            return unreadable(line, stubs, failed);
        } catch (UncheckedIOException failed) {
            return unreadable(line, stubs, Objects.requireNonNull(failed.getCause(), "its constructors need one"));
        }
    }

    private static Optional<WireMockStubs> unreadable(CommandLine line, Path stubs, IOException failed) {
        line.getErr().println("counterpart: the stubs in " + stubs + " cannot be read: " + FileProblem.of(failed));
        line.getErr().println("to fix    name a folder with mappings and __files");
        return Optional.empty();
    }

    /** The folder with the stubs. */
    public Path stubs() {
        return stubs;
    }

    /**
     * The stubs as fixtures, located in the files of the stubs. Stubs without counterpart are reported. Those whose last valid version
     * stays in use are among the broken ones.
     */
    public synchronized LoadedFixtures read(Contract contract) {
        try {
            var stale = write(contract);
            var loaded = FixtureReader.read(folder, contract).from(this::origin);
            latest = new LoadedFixtures(
                    loaded.fixtures(),
                    Stream.concat(loaded.broken().stream(), stale.stream()).toList(),
                    loaded.warnings());
        } catch (UncheckedIOException failed) {
            unread(Objects.requireNonNull(failed.getCause(), "its constructors need one"));
        } catch (IOException failed) {
            unread(failed);
        }
        return latest;
    }

    private void unread(IOException failed) {
        var unread = broken(new Location(stubs.toString(), 0, JsonPointer.empty()), reason(failed));
        latest = new LoadedFixtures(latest.fixtures(), List.of(unread), List.of());
    }

    /** The place of the stub from which a file was made. */
    private Location origin(Location made) {
        String file = folder.relativize(Path.of(made.file())).toString().replace('\\', '/');
        return Optional.ofNullable(sources.get(file))
                .map(source -> source.in(stubs))
                .orElseGet(() -> new Location(stubs.toString(), 0, JsonPointer.empty()));
    }

    /** The cause, without the name of a temporary file. */
    private String reason(IOException failed) {
        boolean isTemporary = failed instanceof FileSystemException of
                && of.getFile() != null
                && Path.of(of.getFile()).startsWith(folder);
        return isTemporary ? "temporary files cannot be written" : FileProblem.of(failed);
    }

    /** Writes the fixtures; returns the problems of files of which the last valid version stays in use. */
    private List<BrokenFixture> write(Contract contract) throws IOException {
        var contents = new HashMap<String, Map<String, byte[]>>();
        var problems = write(contract, Map.of(), contents);
        inUse.keySet().retainAll(contents.keySet());
        var fresh = problems.stream().filter(this::isNew).toList();
        var restored = new HashMap<String, Map<String, byte[]>>();
        for (var problem : fresh) {
            Optional.ofNullable(inUse.get(problem.file()))
                    .ifPresent(version -> restored.put(problem.file(), version.contents()));
        }
        if (!restored.isEmpty()) {
            write(contract, restored, new HashMap<>());
        }
        fresh.stream().filter(problem -> !restored.containsKey(problem.file())).forEach(err::println);
        err.flush();
        contents.keySet().removeAll(restored.keySet());
        contents.forEach((file, read) -> inUse.put(file, new Version(read, reasons(file, problems))));
        return fresh.stream()
                .filter(problem -> restored.containsKey(problem.file()))
                .map(problem -> problem.in(stubs))
                .toList();
    }

    /** Whether the version in use, if there is one, has no such problem. */
    private boolean isNew(Problem problem) {
        var version = inUse.get(problem.file());
        return version == null || !version.reasons().contains(problem.about().reason());
    }

    private static List<String> reasons(String file, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.file().equals(file))
                .map(problem -> problem.about().reason())
                .toList();
    }

    /**
     * Writes the fixtures; returns what is not served.
     *
     * @param instead see {@link WireMockImport#read(Path, Contract, Map)}
     * @param contents receives what was read
     */
    private List<Problem> write(
            Contract contract, Map<String, Map<String, byte[]>> instead, Map<String, Map<String, byte[]>> contents)
            throws IOException {
        Files.createDirectories(folder);
        FolderFiles.clear(folder);
        var read = WireMockImport.read(stubs, contract, instead);
        contents.putAll(read.contents());
        var written = FixtureWriter.write(folder, contract, read.drafts(), read.scenarios());
        sources = written.sources();
        read.remarks().stream()
                .filter(reported::add)
                .forEach(remark -> err.println("%-15s%s".formatted("differs", remark)));
        return Stream.concat(
                        read.left().stream().map(each -> new Problem("not imported", each)),
                        written.invalid().stream().map(each -> new Problem("invalid", each)))
                .toList();
    }

    private static BrokenFixture broken(Location where, String reason) {
        var spot = new Spot(Spot.Part.FIXTURE, JsonPointer.empty());
        var violation = Violation.of(FixtureRules.UNREADABLE, spot, "a stub with a counterpart", reason);
        return new BrokenFixture(where, "", violation);
    }

    private static void delete(Path folder) {
        try {
            FolderFiles.delete(folder);
        } catch (IOException left) {
            // the operating system cleans its temporary folder
        }
    }
}
