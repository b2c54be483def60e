package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.example.DocumentExamples;
import dev.counterpart.mock.record.FixtureTable;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code counterpart fixtures verify}. */
@Command(name = "verify", description = "Checks all fixtures and all examples of the document against the contract.")
final class VerifyCommand extends BaseCommand {

    @Mixin
    private final DocumentOptions document = new DocumentOptions();

    @Override
    public Integer call() {
        var line = commandLine();
        var input = Input.read(line, document);
        if (input.isEmpty()) {
            return ExitCode.FAILED;
        }
        var loaded = input.get().fixtures();
        input.get().violations().forEach(violation -> line.getErr().println(violation.text("")));
        loaded.broken().forEach(broken -> line.getErr().println(broken.text()));
        loaded.warnings().forEach(warning -> line.getErr().println("warning   " + warning.text()));
        long bad = loaded.broken().stream()
                .map(broken -> broken.where().file())
                .distinct()
                .count();
        var examples = DocumentExamples.validate(input.get().contract());
        examples.faults().forEach(fault -> line.getErr().println(fault.text("")));
        examples.broken().forEach(broken -> line.getErr().println(broken.text()));
        long wrong =
                examples.broken().stream().map(BrokenFixture::where).distinct().count();
        if (input.get().folder().isPresent()) {
            line.getOut().print(FixtureTable.of(input.get().contract(), loaded).text());
        }
        line.getOut()
                .println(examples.checked() + " examples of the document were checked; " + wrong
                        + " places are invalid");
        line.getOut()
                .println(loaded.fixtures().all().size() + " fixtures are valid, " + bad
                        + (bad == 1 ? " is invalid" : " are invalid"));
        return bad == 0 && input.get().isWhole() ? ExitCode.FINE : ExitCode.VIOLATIONS;
    }
}
