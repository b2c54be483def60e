package dev.counterpart.verify;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.workflow.WorkflowReader;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.data.DataError;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.workflow.GivenInputs;
import dev.counterpart.verify.workflow.OtherTargets;
import dev.counterpart.verify.workflow.WorkflowOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the files of a run; all errors are one message for the user. */
public final class Setup {

    /** The result of reading. */
    public sealed interface Loaded<T> {
        record Usable<T>(T value) implements Loaded<T> {}

        /** {@code message} has several lines: the error, its place, and how to fix it. */
        record Unusable<T>(String message) implements Loaded<T> {}
    }

    private Setup() {}

    /**
     * The contract of a document.
     *
     * @param untested the operations with references that have no target
     */
    public record Testable(Contract contract, Untested untested) {

        /** A contract without such references. */
        public static Testable whole(Contract contract) {
            return new Testable(contract, Untested.none());
        }
    }

    /** The contract of that document; unusable if an error in it may affect every operation. */
    public static Loaded<Testable> testable(String source, ReadOptions options) {
        var result = ContractReader.read(source, options);
        var errors = errors(result);
        if (!(result instanceof ReadResult.Read read)) {
            return unusable(errors);
        }
        var untested =
                errors.isEmpty() ? Optional.of(Untested.none()) : new AffectedOperations(read.contract()).of(errors);
        return untested.<Loaded<Testable>>map(left -> new Loaded.Usable<>(new Testable(read.contract(), left)))
                .orElseGet(() -> unusable(errors));
    }

    private static List<Violation> errors(ReadResult result) {
        return result instanceof ReadResult.Rejected rejected
                ? rejected.violations()
                : ((ReadResult.Read) result)
                        .warnings().stream()
                                .filter(warning -> warning.severity() == Severity.ERROR)
                                .toList();
    }

    /** The data file without a contract. */
    public static Loaded<GateData> data(Path file, Function<String, Optional<String>> environment) {
        return data(file, environment, Optional.empty());
    }

    /** The same; {@code seed} is that of unique values. */
    public static Loaded<GateData> data(
            Path file, Function<String, Optional<String>> environment, Optional<String> seed) {
        if (!Files.exists(file)) {
            return new Loaded.Unusable<>("counterpart: the data file was not found: " + file + "\n"
                    + ErrorName.DATA_FILE.toFix("check the path of the data file"));
        }
        var result = DataReader.read(file, environment, seed);
        return result instanceof DataReader.Result.Rejected rejected
                ? new Loaded.Unusable<>(text(rejected.problems()))
                : new Loaded.Usable<>(((DataReader.Result.Read) result).data());
    }

    /** The fixtures in that folder; unusable if one of them is invalid. */
    public static Loaded<Fixtures> fixtures(Path folder, Contract contract) {
        var loaded = FixtureReader.read(folder, contract);
        return loaded.broken().isEmpty()
                ? new Loaded.Usable<>(loaded.fixtures())
                : new Loaded.Unusable<>(loaded.broken().stream()
                                .map(BrokenFixture::text)
                                .collect(Collectors.joining("\n"))
                        + "\n"
                        + ErrorName.more(
                                loaded.broken().get(0).violation().rule().id()));
    }

    /**
     * The workflows of a run; unusable if a file is invalid, an input is wrong, or the provider of another document is not known.
     *
     * @param data with the inputs of workflows
     * @param tested the provider of the contract
     */
    public static Loaded<WorkflowOptions> workflows(
            GivenWorkflows given, Contract contract, ReadOptions options, GateData data, Target tested) {
        var files = new ArrayList<Workflows>();
        for (var file : given.files()) {
            var result = WorkflowReader.read(file, file.toString(), contract, options);
            if (result instanceof WorkflowReader.Result.Rejected rejected) {
                return new Loaded.Unusable<>(Violation.texts(rejected.violations()));
            }
            files.add(((WorkflowReader.Result.Read) result).workflows());
        }
        var others = OtherTargets.of(files, given.sourceUrls(), tested);
        if (others instanceof OtherTargets.Result.Unknown unknown) {
            return new Loaded.Unusable<>("counterpart: " + unknown.message() + "\nto fix    " + unknown.remedy());
        }
        var providers = ((OtherTargets.Result.Known) others).providers();
        var inputs = new GivenInputs(given.inputs(), data.workflows());
        var workflows = new WorkflowOptions(files, inputs, providers, given.only());
        return (files.isEmpty() ? Optional.<String>empty() : mismatch(workflows, data))
                .<Loaded<WorkflowOptions>>map(Loaded.Unusable::new)
                .orElseGet(() -> new Loaded.Usable<>(workflows));
    }

    /** Why the inputs of the workflows cannot be used; empty if they can. */
    private static Optional<String> mismatch(WorkflowOptions workflows, GateData data) {
        var declared = workflows.declared();
        var names = new TreeSet<String>();
        declared.values().forEach(names::addAll);
        for (String name : workflows.inputs().general().keySet()) {
            if (!names.contains(name)) {
                return Optional.of("counterpart: no workflow has the input " + name + "\nto fix    "
                        + (names.isEmpty() ? "remove --input" : "use one of " + String.join(", ", names)));
            }
        }
        var problems = problems(declared, data);
        if (!problems.isEmpty()) {
            return Optional.of(text(problems));
        }
        var violations = workflows.violations();
        return violations.isEmpty() ? Optional.empty() : Optional.of(Violation.texts(violations));
    }

    /** Workflows and inputs of the data file that are not declared. */
    private static List<DataError> problems(Map<String, Set<String>> declared, GateData data) {
        var problems = new ArrayList<DataError>();
        data.workflows().forEach((id, inputs) -> {
            if (!declared.containsKey(id)) {
                problems.add(new DataError(
                        data.place("workflows", id),
                        "no workflow has the id " + id,
                        "use one of " + String.join(", ", declared.keySet())));
                return;
            }
            var names = declared.getOrDefault(id, Set.of());
            for (String name : inputs.keySet()) {
                if (!names.contains(name)) {
                    problems.add(new DataError(
                            data.place("workflows", id, "inputs", name),
                            "the workflow " + id + " has no input " + name,
                            names.isEmpty() ? "remove it" : "use one of " + String.join(", ", names)));
                }
            }
        });
        return problems;
    }

    /** Names in the data that the contract does not declare, as one message. */
    public static Optional<String> mismatch(GateData data, Contract contract) {
        var problems = DataReader.problems(data, contract);
        return problems.isEmpty() ? Optional.empty() : Optional.of(text(problems));
    }

    private static <T> Loaded<T> unusable(List<Violation> violations) {
        return new Loaded.Unusable<>(Violation.texts(violations));
    }

    private static String text(List<DataError> problems) {
        return problems.stream().map(DataError::text).collect(Collectors.joining("\n")) + "\n"
                + ErrorName.more(ErrorName.DATA_FILE.text());
    }
}
