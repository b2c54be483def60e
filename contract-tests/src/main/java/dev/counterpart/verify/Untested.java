package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The operations that cannot be tested, because the document has an error in their description.
 *
 * @param errors the first such error of each, by method and path, or by path if the methods are unknown; in document order
 */
public record Untested(Map<String, Violation> errors) {

    public Untested {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** All operations can be tested. */
    public static Untested none() {
        return new Untested(Map.of());
    }

    boolean includes(OperationKey operation) {
        return errors.containsKey(operation.toString());
    }

    /** The operations of the contract that can be tested. */
    public List<Operation> tested(Contract contract) {
        return contract.operations().stream()
                .filter(operation -> !includes(operation.key()))
                .toList();
    }

    /** The violation that an operation is not tested; empty if it is. */
    public Optional<Violation> violation(OperationKey operation) {
        return Optional.ofNullable(errors.get(operation.toString()))
                .or(() -> Optional.ofNullable(errors.get(operation.path())))
                .map(Untested::violation);
    }

    /**
     * The contract with an operation for each name that it lacks, because its description could not be read. Requests to these are recognised by
     * them, nothing else: they declare no answer.
     */
    public Contract completed(Contract contract) {
        var known = contract.operations().stream().map(Operation::key).collect(Collectors.toSet());
        var all = new ArrayList<>(contract.operations());
        errors.keySet().stream()
                .flatMap(name -> keys(name).stream())
                .filter(key -> !known.contains(key))
                .map(key ->
                        all.get(0).withKey(key).withServers(contract.servers()).withResponses(List.of()))
                .forEach(all::add);
        return contract.with(all);
    }

    /** The keys of an operation by its name, or of all methods of a path. */
    private static List<OperationKey> keys(String name) {
        return OperationKey.parse(name)
                .map(List::of)
                .orElseGet(() -> Method.constants().stream()
                        .map(method -> new OperationKey(method, name))
                        .toList());
    }

    /** The violation that the operation with that error is not tested. */
    static Violation violation(Violation error) {
        var untested = Violation.of(
                        GateRules.UNTESTED, error.at(), "a description without errors", "not tested: " + reason(error))
                .fixedBy(error.fix());
        return error.declared().map(untested::declaredAt).orElse(untested);
    }

    /** The operations with their errors, one a line. */
    public String text() {
        return String.join("\n", lines());
    }

    /** The operations with their errors. */
    public List<String> lines() {
        return errors.entrySet().stream()
                .map(entry -> entry.getKey()
                        + entry.getValue()
                                .declared()
                                .map(place -> ": " + place.file() + ":" + place.line())
                                .orElse("")
                        + ": " + reason(entry.getValue()))
                .toList();
    }

    private static String reason(Violation error) {
        return (error.rule().equals(DocumentRules.FORBIDDEN)
                        ? "this $ref is not allowed: "
                        : "this $ref has no target: ")
                + error.actual();
    }
}
