package dev.counterpart.verify.cli;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.plan.DataReader;
import dev.counterpart.verify.plan.GateData;
import dev.counterpart.verify.plan.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files that a command is given, read; what is wrong with them as one message. */
final class Inputs {

    /** What the user must mend before anything can be done. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message, null, false, false);
        }

        Unusable(String message, String remedy) {
            this("counterpart: " + message + "\nto fix    " + remedy);
        }
    }

    private Inputs() {}

    static Contract contract(Optional<String> named, ReadOptions options) throws Unusable {
        var source = named.or(() -> Bundled.contract().map(Path::toString));
        if (source.isEmpty()) {
            throw new Unusable(
                    "no document was named, and the bundled contract was not found",
                    "counterpart test DOCUMENT --url URL, or start it by the launcher in the project's folder");
        }
        var result = ContractReader.read(source.get(), options);
        if (result instanceof ReadResult.Rejected rejected) {
            throw unusable(rejected.violations(), violation -> violation.text(""));
        }
        var read = (ReadResult.Read) result;
        var errors = read.warnings().stream()
                .filter(warning -> warning.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw unusable(errors, violation -> violation.text(""));
        }
        return read.contract();
    }

    static GateData data(Path file) throws Unusable {
        if (!Files.exists(file)) {
            throw new Unusable("there is no data file " + file, "check the path given with --data");
        }
        var result = DataReader.read(file, name -> Optional.ofNullable(System.getenv(name)));
        if (result instanceof DataReader.Result.Rejected rejected) {
            throw unusable(rejected.problems(), Problem::text);
        }
        return ((DataReader.Result.Read) result).data();
    }

    static void check(GateData data, Contract contract) throws Unusable {
        var problems = DataReader.problems(data, contract);
        if (!problems.isEmpty()) {
            throw unusable(problems, Problem::text);
        }
    }

    private static <T> Unusable unusable(List<T> problems, Function<T, String> text) {
        return new Unusable(problems.stream().map(text).collect(Collectors.joining("\n")));
    }
}
