package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.verify.cli.Inputs.Unusable;

/** What the commands of the gate have in common: their streams, and input that the user must fix. */
abstract class GateCommand extends BaseCommand {

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
}
