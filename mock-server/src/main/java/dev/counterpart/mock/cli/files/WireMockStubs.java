package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.exchange.WireMockImport;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.record.NotWritten;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.FileProblem;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The content of all files when they were last read, by name. */
    private Map<String, String> seen = Map.of();

    /** The versions in use, by file of stubs. */
    private final Map<String, Version> inUse = new HashMap<>();

    private List<BrokenFixture> broken = List.of();

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
     * Reads the stubs; empty if the document or the stubs cannot be read, which is reported. So are stubs without counterpart.
     *
     * @param stubs with {@code mappings} and {@code __files}
     */
    public static Optional<WireMockStubs> read(CommandLine line, Path stubs, String document, ReadOptions options) {
        var result = ContractReader.read(document, options);
        if (result instanceof ReadResult.Rejected rejected) {
            line.getErr().println(Violation.texts(rejected.violations()));
            return Optional.empty();
        }
        try {
            var folder = Files.createTempDirectory("counterpart-wiremock");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var read = new WireMockStubs(stubs, folder, line.getErr());
            read.seen = read.contents();
            read.write(((ReadResult.Read) result).contract());
            return Optional.of(read);
        } catch (IOException failed) {
            line.getErr().println("counterpart: the stubs in " + stubs + " cannot be read: " + FileProblem.of(failed));
            line.getErr().println("to fix    name a folder with mappings and __files");
            return Optional.empty();
        }
    }

    /** The folder of fixtures. */
    public Path folder() {
        return folder;
    }

    /** The folder with the stubs. */
    public Path stubs() {
        return stubs;
    }

    /** Writes the fixtures again if stubs were edited; returns the files of which the last valid version stays in use. */
    public synchronized List<BrokenFixture> refresh(Contract contract) {
        try {
            var now = contents();
            if (!now.equals(seen)) {
                seen = now;
                write(contract);
            }
        } catch (IOException failed) {
            broken = List.of(broken(stubs.toString(), failed.getClass().getSimpleName() + " " + failed.getMessage()));
        }
        return broken;
    }

    private Map<String, String> contents() throws IOException {
        var contents = new HashMap<String, String>();
        try (var all = Files.walk(stubs)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                contents.put(
                        stubs.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private void write(Contract contract) throws IOException {
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
        broken = fresh.stream()
                .filter(problem -> restored.containsKey(problem.file()))
                .map(this::broken)
                .toList();
        fresh.stream().filter(problem -> !restored.containsKey(problem.file())).forEach(err::println);
        err.flush();
        contents.keySet().removeAll(restored.keySet());
        contents.forEach((file, read) -> inUse.put(file, new Version(read, reasons(file, problems))));
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
        FolderFiles.clear(folder);
        var read = WireMockImport.read(stubs, contract, instead);
        contents.putAll(read.contents());
        var written = FixtureWriter.write(folder, contract, read.drafts(), read.scenarios());
        return Stream.concat(
                        read.left().stream().map(each -> new Problem("not imported", each)),
                        written.invalid().stream().map(each -> new Problem("invalid", each)))
                .toList();
    }

    private BrokenFixture broken(Problem problem) {
        String reason =
                (problem.about().source().entry() + " " + problem.about().reason()).strip();
        return broken(stubs.resolve(problem.file()).toString(), reason);
    }

    private static BrokenFixture broken(String file, String reason) {
        var at = JsonPointer.empty();
        var violation = Violation.of(
                FixtureRules.UNREADABLE, new Spot(Spot.Part.FIXTURE, at), "a stub with a counterpart", reason);
        return new BrokenFixture(new Location(file, 1, at), "", violation);
    }

    private static void delete(Path folder) {
        try {
            FolderFiles.delete(folder);
        } catch (IOException left) {
            // the operating system cleans its temporary folder
        }
    }
}
