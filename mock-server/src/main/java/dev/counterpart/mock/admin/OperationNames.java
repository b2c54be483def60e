package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.spec.Operation;
import java.util.List;
import java.util.Optional;

/** The names of operations among several documents. */
final class OperationNames {

    private OperationNames() {}

    /** An operation, and the document that declares it. */
    record Found(Running.Served served, Operation operation) {}

    /** The first operation of that name, which can begin with the prefix of its document; empty for tags and all operations. */
    static Optional<Found> find(List<Running.Served> all, String name) {
        var selector = new OperationSelector(name);
        var within = selector.withinDocument().text();
        return all.stream()
                .filter(served -> selector.isOf(served.prefix()))
                .flatMap(served ->
                        served.contract().operation(within).stream().map(operation -> new Found(served, operation)))
                .findFirst();
    }

    /**
     * Names of the operations that are selected by name, each of which selects that operation only. Operations with the same prefix, method
     * and path are one: the first document answers.
     */
    static List<String> of(List<Running.Served> all, OperationSelector selector) {
        if (selector.precision() != OperationSelector.Precision.OPERATION) {
            return List.of();
        }
        return all.stream()
                .flatMap(served -> served.contract().operations().stream()
                        .filter(operation -> selector.covers(served.prefix(), operation))
                        .map(operation -> of(served, operation)))
                .distinct()
                .toList();
    }

    /** The usual name of an operation, or its whole name if several documents have the usual one. */
    static String selector(List<Running.Served> all, Running.Served served, Operation operation) {
        long having = all.stream()
                .filter(each -> each.contract().operation(operation.name()).isPresent())
                .count();
        return having > 1 ? of(served, operation) : operation.name();
    }

    /** A name that selects this operation only: {@code /stock#GET /pets/{petId}}. */
    static String of(Running.Served served, Operation operation) {
        return (served.prefix().isEmpty() ? "/" : served.prefix()) + "#" + operation.key();
    }
}
