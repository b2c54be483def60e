package dev.counterpart.verify;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files of a run, read; what is wrong with them as one message for the user. */
public final class Setup {

    /** What came of reading. */
    public sealed interface Loaded<T> {
        record Usable<T>(T value) implements Loaded<T> {}

        /** {@code message} says what is wrong, where, and what to do about it; it has several lines. */
        record Unusable<T>(String message) implements Loaded<T> {}
    }

    private Setup() {}

    /** The contract of that document; unusable where the document is broken, even in part. */
    public static Loaded<Contract> contract(String source, ReadOptions options) {
        var result = ContractReader.read(source, options);
        if (result instanceof ReadResult.Rejected rejected) {
            return unusable(rejected.violations());
        }
        var read = (ReadResult.Read) result;
        var errors = read.warnings().stream()
                .filter(warning -> warning.severity() == Severity.ERROR)
                .toList();
        return errors.isEmpty() ? new Loaded.Usable<>(read.contract()) : unusable(errors);
    }

    /** The data file, by itself. */
    public static Loaded<GateData> data(Path file, Function<String, Optional<String>> environment) {
        if (!Files.exists(file)) {
            return new Loaded.Unusable<>("counterpart: the data file was not found: " + file
                    + "\nto fix    check the path of the data file");
        }
        var result = DataReader.read(file, environment);
        return result instanceof DataReader.Result.Rejected rejected
                ? new Loaded.Unusable<>(text(rejected.problems()))
                : new Loaded.Usable<>(((DataReader.Result.Read) result).data());
    }

    /** The fixtures in that folder; unusable where one of them is broken. */
    public static Loaded<Fixtures> fixtures(Path folder, Contract contract) {
        var loaded = FixtureReader.read(folder, contract);
        return loaded.broken().isEmpty()
                ? new Loaded.Usable<>(loaded.fixtures())
                : new Loaded.Unusable<>(
                        loaded.broken().stream().map(BrokenFixture::text).collect(Collectors.joining("\n")));
    }

    /** What the data say that the contract does not know, as one message. */
    public static Optional<String> mismatch(GateData data, Contract contract) {
        var problems = DataReader.problems(data, contract);
        return problems.isEmpty() ? Optional.empty() : Optional.of(text(problems));
    }

    private static Loaded<Contract> unusable(List<Violation> violations) {
        return new Loaded.Unusable<>(
                violations.stream().map(violation -> violation.text("")).collect(Collectors.joining("\n")));
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::text).collect(Collectors.joining("\n"));
    }
}
