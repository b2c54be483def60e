package dev.counterpart.mock.cli.files;

import dev.counterpart.mock.exchange.WireMockImport;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine;

/** The stubs of a WireMock folder as fixtures in a temporary folder, which is deleted when the process ends. */
public final class WireMockStubs {

    private WireMockStubs() {}

    /**
     * The folder of fixtures; empty if the document or the stubs cannot be read, which is reported. So are stubs without counterpart.
     *
     * @param stubs with {@code mappings} and {@code __files}
     */
    public static Optional<Path> fixtures(CommandLine line, Path stubs, String document, ReadOptions options) {
        var result = ContractReader.read(document, options);
        if (result instanceof ReadResult.Rejected rejected) {
            rejected.violations().forEach(violation -> line.getErr().println(violation.text("")));
            return Optional.empty();
        }
        var contract = ((ReadResult.Read) result).contract();
        try {
            var read = WireMockImport.read(stubs, contract);
            var folder = Files.createTempDirectory("counterpart-wiremock");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var written = FixtureWriter.write(folder, contract, read.drafts(), read.scenarios());
            read.left().forEach(each -> line.getErr().println("not imported   " + each));
            written.invalid().forEach(each -> line.getErr().println("invalid        " + each));
            return Optional.of(folder);
        } catch (IOException failed) {
            line.getErr().println("counterpart: the stubs in " + stubs + " cannot be read: " + failed.getMessage());
            line.getErr().println("to fix    name a folder with mappings and __files");
            return Optional.empty();
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            // the operating system cleans its temporary folder
        }
    }
}
