package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.lint.Lint;
import dev.counterpart.verify.lint.LintFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code counterpart lint}. */
@Command(
        name = "lint",
        description = {
            "Lists the problems of a document: parts that are ignored, invalid examples, references that lead",
            "nowhere, components and paths that nothing leads to, and weak security.",
            "Exit code 0: nothing of that severity; 1: findings; 2: the document could not be read."
        },
        sortOptions = false)
final class LintCommand extends GateCommand {

    @Mixin
    private final DocumentParameter document = new DocumentParameter();

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "console",
            description = "console, json or sarif. Default: ${DEFAULT-VALUE}.")
    private LintFormat format = LintFormat.CONSOLE;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "Lowest severity that gives exit code 1: error or warning. Default: ${DEFAULT-VALUE}.")
    private Severity failOn = Severity.ERROR;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Override
    int run() throws Unusable {
        String source = Inputs.document(document.named());
        var options = reading.readOptions().withOperationsOptional(true);
        var lint = Lint.of(Location.shown(source), ContractReader.read(source, options));
        out().print(format.text(lint));
        out().flush();
        return code(lint);
    }

    private int code(Lint lint) {
        if (!lint.isReadable()) {
            return ExitCode.FAILED;
        }
        boolean isFailed = lint.count(Severity.ERROR) > 0
                || (failOn == Severity.WARNING && !lint.findings().isEmpty());
        return isFailed ? ExitCode.VIOLATIONS : ExitCode.FINE;
    }
}
