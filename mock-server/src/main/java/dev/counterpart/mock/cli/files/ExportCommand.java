package dev.counterpart.mock.cli.files;

import dev.counterpart.mock.exchange.ExportedFiles;
import dev.counterpart.mock.exchange.MswExport;
import dev.counterpart.mock.exchange.WireMockExport;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.HelpOption;
import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code counterpart export}. */
@Command(
        name = "export",
        description = "Writes the mock's answers in the format of another tool.",
        synopsisSubcommandLabel = "FORMAT",
        subcommands = {ExportCommand.WireMock.class, ExportCommand.Msw.class})
public final class ExportCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    /** What the formats have in common. */
    abstract static class Format extends BaseCommand {

        @Mixin
        private final DocumentOptions document = new DocumentOptions();

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
        private @Nullable Path out;

        /** The files of the export. */
        abstract ExportedFiles files(Input input);

        @Override
        public Integer call() {
            var line = commandLine();
            var folder = Objects.requireNonNull(out, "picocli sets it");
            var input = Input.read(line, document);
            if (input.isEmpty()) {
                return ExitCode.FAILED;
            }
            input.get().fixtures().broken().forEach(broken -> line.getErr().println(broken.text()));
            var files = files(input.get());
            files.left().forEach(each -> line.getErr().println("no counterpart   " + each));
            try {
                files.write(folder);
            } catch (IOException failed) {
                line.getErr()
                        .println("counterpart: the export cannot be written to " + folder + ": " + failed.getMessage());
                line.getErr().println(ErrorName.NOT_WRITABLE.toFix("choose a folder that can be written"));
                return ExitCode.FAILED;
            }
            int left = files.left().size();
            String remarks = left == 0 ? "" : "; " + Counted.of(left, "remark");
            line.getOut().println(Counted.of(files.files().size(), "file") + " written to " + folder + remarks);
            return ExitCode.FINE;
        }
    }

    /** {@code counterpart export wiremock}. */
    @Command(
            name = "wiremock",
            description = "Writes mappings and __files that a WireMock 3 serves with the same answers.",
            footer = {
                "",
                "Example:",
                "  counterpart export wiremock openapi.yaml --fixtures fixtures --out wiremock",
                "  java -jar wiremock-standalone.jar --root-dir wiremock"
            })
    static final class WireMock extends Format {
        @Override
        ExportedFiles files(Input input) {
            return WireMockExport.of(input.contract(), input.fixtures().fixtures());
        }
    }

    /** {@code counterpart export msw}. */
    @Command(
            name = "msw",
            description = "Writes handlers for Mock Service Worker 2, for the tests of a frontend.",
            footer = {
                "",
                "Example:",
                "  counterpart export msw openapi.yaml --fixtures fixtures --out src/mocks",
                "  import { handlers } from './mocks/handlers.mjs';"
            })
    static final class Msw extends Format {
        @Override
        ExportedFiles files(Input input) {
            return MswExport.of(input.contract(), input.fixtures().fixtures());
        }
    }
}
