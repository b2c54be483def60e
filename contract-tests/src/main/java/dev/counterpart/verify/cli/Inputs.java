package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.verify.GivenWorkflows;
import dev.counterpart.verify.Setup;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.workflow.WorkflowOptions;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a command; errors in them end the command. */
final class Inputs {

    /** What the user must fix before the command can run; never leaves this package. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message, null, false, false);
        }

        Unusable(String message, String remedy) {
            this("counterpart: " + message + "\nto fix    " + remedy);
        }

        /** With the name of the error, about which users can read more. */
        Unusable(ErrorName name, String message, String remedy) {
            this("counterpart: " + message + "\n" + name.toFix(remedy));
        }
    }

    private Inputs() {}

    /** The document that was named, or the bundled one. */
    static String document(Optional<String> named) throws Unusable {
        return named.or(() -> Bundled.contract().map(Path::toString))
                .orElseThrow(() -> new Unusable(
                        ErrorName.NO_DOCUMENT,
                        "no document was given, and the bundled contract was not found",
                        "name the document, or use the launcher in the project's folder"));
    }

    static Testable testable(Optional<String> named, ReadOptions options) throws Unusable {
        return usable(Setup.testable(document(named), options));
    }

    static GateData data(Path file, Optional<String> seed) throws Unusable {
        return usable(Setup.data(file, name -> Optional.ofNullable(System.getenv(name)), seed));
    }

    static Fixtures fixtures(Path folder, Contract contract) throws Unusable {
        return usable(Setup.fixtures(folder, contract));
    }

    static WorkflowOptions workflows(
            GivenWorkflows given, Contract contract, ReadOptions options, GateData data, Target tested)
            throws Unusable {
        return usable(Setup.workflows(given, contract, options, data, tested));
    }

    static void check(GateData data, Contract contract) throws Unusable {
        var mismatch = Setup.mismatch(data, contract);
        if (mismatch.isPresent()) {
            throw new Unusable(mismatch.get());
        }
    }

    private static <T> T usable(Loaded<T> loaded) throws Unusable {
        if (loaded instanceof Loaded.Unusable<T> unusable) {
            throw new Unusable(unusable.message());
        }
        return ((Loaded.Usable<T>) loaded).value();
    }
}
