package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.mock.exchange.WireMockImport;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.spec.Contract;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.core.JsonPointer;

/**
 * The stubs of a WireMock folder as fixtures in a temporary folder, which is deleted when the process ends. If an edit makes a file of
 * stubs invalid, its last valid version stays in use.
 *
 * <p>Thread-safe.
 */
public final class WireMockStubs {

    private static final String LEFT = "not imported   ";
    private static final String INVALID = "invalid        ";
    private static final int LABEL = LEFT.length();

    private final Path stubs;
    private final Path folder;
    private final PrintWriter err;

    /** The content of all files when they were last read, by name. */
    private Map<String, String> seen = Map.of();

    /** The content of files without problems. */
    private final Map<String, byte[]> lastValid = new HashMap<>();

    private List<BrokenFixture> broken = List.of();

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
            rejected.violations().forEach(violation -> line.getErr().println(violation.text("")));
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
            line.getErr().println("counterpart: the stubs in " + stubs + " cannot be read: " + failed.getMessage());
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
        var problems = write(contract, Map.of());
        var restored = new HashMap<String, byte[]>();
        lastValid.keySet().retainAll(seen.keySet());
        lastValid.forEach((name, bytes) -> {
            if (problems.stream().anyMatch(text -> isAbout(text, name))) {
                restored.put(name, bytes);
            }
        });
        if (!restored.isEmpty()) {
            write(contract, restored);
        }
        broken = problems.stream()
                .filter(text -> restored.keySet().stream().anyMatch(name -> isAbout(text, name)))
                .map(text -> {
                    String name = restored.keySet().stream()
                            .filter(each -> isAbout(text, each))
                            .findFirst()
                            .orElseThrow();
                    return broken(
                            stubs.resolve(name).toString(),
                            text.substring(LABEL + name.length())
                                    .replaceAll("^: ", "")
                                    .strip());
                })
                .toList();
        problems.stream()
                .filter(text -> restored.keySet().stream().noneMatch(name -> isAbout(text, name)))
                .forEach(err::println);
        err.flush();
        seen.forEach((name, content) -> {
            if (problems.stream().noneMatch(text -> isAbout(text, name))) {
                lastValid.put(name, content.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    private static boolean isAbout(String problem, String name) {
        String text = problem.substring(LABEL);
        return text.startsWith(name + ":") || text.startsWith(name + " ");
    }

    /**
     * Writes the fixtures; returns what is not served, with the reason.
     *
     * @param instead by name, what is read instead of the file
     */
    private List<String> write(Contract contract, Map<String, byte[]> instead) throws IOException {
        clear(folder);
        var read = WireMockImport.read(stubs, contract, instead);
        var written = FixtureWriter.write(folder, contract, read.drafts(), read.scenarios());
        return Stream.concat(
                        read.left().stream().map(LEFT::concat),
                        written.invalid().stream().map(INVALID::concat))
                .toList();
    }

    private static BrokenFixture broken(String file, String reason) {
        var at = JsonPointer.empty();
        var violation = Violation.of(
                FixtureRules.UNREADABLE, new Spot(Spot.Part.FIXTURE, at), "a stub with a counterpart", reason);
        return new BrokenFixture(new Location(file, 1, at), "", violation);
    }

    private static void clear(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            clear(folder);
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            // the operating system cleans its temporary folder
        }
    }
}
