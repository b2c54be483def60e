package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.verify.cli.Inputs.Unusable;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands of the gate have in common: their streams, and input that the user must fix. */
abstract class GateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** Does the work and returns the exit code. */
    abstract int run() throws Unusable;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (Unusable unusable) {
            err().println(unusable.getMessage());
            return ExitCode.FAILED;
        }
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }
}
