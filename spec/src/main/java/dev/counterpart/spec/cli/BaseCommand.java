package dev.counterpart.spec.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: {@code --help}, and its streams. It returns an {@link ExitCode}. */
public abstract class BaseCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    /** The command line that is being executed. */
    protected final CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    /** Where results are printed. */
    protected final PrintWriter out() {
        return commandLine().getOut();
    }

    /** Where problems are printed. */
    protected final PrintWriter err() {
        return commandLine().getErr();
    }
}
