package dev.counterpart.mock.cli.files;

import dev.counterpart.mock.exchange.HarImport;
import dev.counterpart.mock.exchange.PostmanImport;
import dev.counterpart.mock.exchange.WireMockImport;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.record.Recording;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.FileProblem;
import dev.counterpart.spec.cli.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code counterpart import}. */
@Command(
        name = "import",
        description = "Makes fixtures from the files of another tool.",
        synopsisSubcommandLabel = "FORMAT",
        subcommands = {ImportCommand.WireMock.class, ImportCommand.Har.class, ImportCommand.Postman.class})
public final class ImportCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    /** What the formats have in common. */
    abstract static class Format extends BaseCommand {

        @Parameters(index = "0", paramLabel = "SOURCE", description = "File or folder of the other tool.")
        private @Nullable Path source;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "DOCUMENT",
                description = "OpenAPI document, as a path or URL. Default: the bundled contract.")
        private @Nullable String name;

        @Mixin
        private final ImportDocument document = new ImportDocument();

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of fixtures to write to.")
        private @Nullable Path out;

        /** Writes the fixtures; returns the exit code. */
        abstract int run(CommandLine line, Path from, Contract contract, Path to) throws IOException;

        @Override
        public Integer call() {
            var line = commandLine();
            var from = Objects.requireNonNull(source, "picocli sets it");
            var to = Objects.requireNonNull(out, "picocli sets it");
            var contract = document.contract(line, name);
            if (contract.isEmpty()) {
                return ExitCode.FAILED;
            }
            try {
                return run(line, from, contract.get(), to);
            } catch (IOException failed) {
                line.getErr()
                        .println("counterpart: " + from + " cannot be imported to " + to + ": "
                                + FileProblem.of(failed));
                line.getErr()
                        .println("to fix    name a file or folder that can be read, and a folder that can be written");
                return ExitCode.FAILED;
            }
        }
    }

    /** {@code counterpart import wiremock}. */
    @Command(name = "wiremock", description = "Makes fixtures of WireMock stubs: a folder with mappings and __files.")
    static final class WireMock extends Format {
        @Override
        int run(CommandLine line, Path from, Contract contract, Path to) throws IOException {
            var read = WireMockImport.read(from, contract);
            var result = FixtureWriter.write(to, contract, read.drafts(), read.scenarios());
            read.left().forEach(each -> line.getErr().println("not imported   " + each));
            result.invalid().forEach(each -> line.getErr().println("invalid        " + each));
            read.remarks().forEach(each -> line.getErr().println("differs        " + each));
            result.files().forEach(file -> line.getOut().println("  " + file));
            line.getOut()
                    .println(Counted.of(result.files().size(), "fixture") + " written to " + to + "; "
                            + Counted.of(read.stubs(), "stub") + " read, "
                            + read.left().size() + " not imported, "
                            + result.invalid().size() + " invalid");
            return result.files().isEmpty() ? ExitCode.FAILED : ExitCode.FINE;
        }
    }

    /** Formats of exchanges. */
    abstract static class Exchanges extends Format {

        @Mixin
        private final RecordOptions recording = new RecordOptions();

        /** Adds the exchanges; returns why that is impossible. */
        abstract Optional<String> add(byte[] file, Recording into);

        @Override
        int run(CommandLine line, Path from, Contract contract, Path to) throws IOException {
            byte[] file = Files.readAllBytes(from);
            var into = recording.recording(line, to, contract);
            if (into.isEmpty()) {
                return ExitCode.FAILED;
            }
            var reason = add(file, into.get());
            if (reason.isPresent()) {
                return refused(line.getErr(), from, reason.get());
            }
            into.get().save();
            RecordOptions.print(line.getOut(), to, into.get().summary());
            return ExitCode.FINE;
        }

        private static int refused(PrintWriter err, Path from, String reason) {
            err.println("counterpart: " + from + " cannot be imported: " + reason);
            err.println("to fix    name a file of this format");
            return ExitCode.FAILED;
        }
    }

    /** {@code counterpart import har}. */
    @Command(
            name = "har",
            description = "Makes fixtures of an HTTP Archive, as browsers and proxies save it, without secrets.")
    static final class Har extends Exchanges {
        @Override
        Optional<String> add(byte[] file, Recording into) {
            return HarImport.add(file, into);
        }
    }

    /** {@code counterpart import postman}. */
    @Command(
            name = "postman",
            description = "Makes fixtures of the saved examples of a Postman collection, without secrets.")
    static final class Postman extends Exchanges {
        @Override
        Optional<String> add(byte[] file, Recording into) {
            return PostmanImport.add(file, into);
        }
    }
}
