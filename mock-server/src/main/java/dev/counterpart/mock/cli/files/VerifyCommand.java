package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.fixtures.example.DocumentExamples;
import dev.counterpart.mock.record.FixtureTable;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
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
        var out = line.getOut();
        var loaded = input.get().fixtures();
        var examples = DocumentExamples.validate(input.get().contract());
        printProblems(line.getErr(), input.get(), examples);
        if (input.get().folder().isPresent()) {
            out.print(FixtureTable.of(input.get().contract(), loaded).text());
        }
        printCounts(out, examples, loaded);
        return loaded.broken().isEmpty() && input.get().isWhole() ? ExitCode.FINE : ExitCode.VIOLATIONS;
    }

    private static void printProblems(PrintWriter err, Input input, DocumentExamples.Result examples) {
        input.violations().forEach(violation -> err.println(violation.text("")));
        input.fixtures().broken().forEach(broken -> err.println(broken.text()));
        input.fixtures().warnings().forEach(warning -> err.println("warning   " + warning.text()));
        examples.faults().forEach(fault -> err.println(fault.text("")));
        examples.broken().forEach(broken -> err.println(broken.text()));
    }

    private static void printCounts(PrintWriter out, DocumentExamples.Result examples, LoadedFixtures loaded) {
        long wrong = distinct(examples.broken(), BrokenFixture::where);
        out.println(Counted.of(examples.checked(), "example of the document was", "examples of the document were")
                + " checked; " + Counted.of(wrong, "place is", "places are") + " invalid");
        long bad = distinct(loaded.broken(), broken -> broken.where().file());
        out.println(Counted.of(loaded.fixtures().all().size(), "fixture is", "fixtures are") + " valid, "
                + Counted.of(bad, "is invalid", "are invalid"));
    }

    private static long distinct(List<BrokenFixture> broken, Function<BrokenFixture, Object> place) {
        return broken.stream().map(place).distinct().count();
    }
}
