package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.example.DocumentExamples;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.HelpOption;
import dev.counterpart.spec.rule.Severity;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code counterpart fixtures}. */
@Command(
        name = "fixtures",
        description = "Commands for fixtures.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = FixturesCommand.Verify.class)
final class FixturesCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    /** {@code counterpart fixtures verify}. */
    @Command(
            name = "verify",
            description = "Checks all fixtures and all examples of the document against the contract.")
    static final class Verify implements Callable<Integer> {

        @Mixin
        private final DocumentOptions document = new DocumentOptions();

        @Mixin
        @SuppressWarnings("UnusedVariable") // read by picocli
        private final HelpOption help = new HelpOption();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            var line = java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine();
            var source = document.source();
            if (source.isEmpty()) {
                line.getErr().println("counterpart: no document was named, and the bundled contract was not found");
                line.getErr().println("to fix    counterpart fixtures verify DOCUMENT --fixtures DIR");
                return ExitCode.FAILED;
            }
            var loaded = Loaded.from(source.get(), document.fixturesFolder(), document.readOptions());
            var log = new MockLog(line.getOut(), line.getErr(), ServingOptions.Level.ERROR);
            loaded.violations().forEach(violation -> line.getErr().println(violation.text("")));
            if (loaded.contract().isEmpty()) {
                return ExitCode.FAILED;
            }
            loaded.fixtures().broken().forEach(broken -> log.kept(broken.text()));
            loaded.fixtures().warnings().forEach(warning -> line.getErr().println("warning   " + warning.text()));
            int good = loaded.fixtures().fixtures().all().size();
            long bad = loaded.fixtures().broken().stream()
                    .map(broken -> broken.where().file())
                    .distinct()
                    .count();
            var examples = DocumentExamples.validate(loaded.contract().get());
            examples.faults().forEach(fault -> line.getErr().println(fault.text("")));
            examples.broken().forEach(broken -> log.kept(broken.text()));
            long wrong = examples.broken().stream()
                    .map(BrokenFixture::where)
                    .distinct()
                    .count();
            line.getOut()
                    .println(examples.checked() + " examples of the document were checked; " + wrong
                            + " places are invalid");
            line.getOut().println(good + " fixtures are valid, " + bad + (bad == 1 ? " is invalid" : " are invalid"));
            boolean isWhole =
                    loaded.violations().stream().noneMatch(violation -> violation.severity() == Severity.ERROR);
            return bad == 0 && isWhole ? ExitCode.FINE : ExitCode.VIOLATIONS;
        }
    }
}
