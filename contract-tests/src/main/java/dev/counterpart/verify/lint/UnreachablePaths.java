package dev.counterpart.verify.lint;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Operations for which every valid path belongs to another operation. Only paths whose variables have few values can be such. */
final class UnreachablePaths {

    /** Maximum number of paths that are tried for one operation; with more, the operation counts as reachable. */
    private static final int MOST_TRIED = 1_000;

    private final Contract contract;
    private final Documents documents;
    private final Router router;

    UnreachablePaths(Contract contract) {
        this.contract = contract;
        this.documents = contract.documents();
        this.router = new Router(contract);
    }

    List<LintFinding> findings() {
        var findings = new ArrayList<LintFinding>();
        for (var operation : contract.operations()) {
            paths(operation)
                    .flatMap(paths -> other(operation, paths))
                    .ifPresent(other -> findings.add(finding(operation, other)));
        }
        return findings;
    }

    private LintFinding finding(Operation operation, Operation other) {
        return LintFinding.of(Violation.of(
                        LintRules.UNREACHABLE,
                        new Spot(
                                Part.DOCUMENT,
                                documents.location(operation.place()).pointer()),
                        "a path that leads to " + operation,
                        "all of its paths lead to " + other)
                .declaredAt(documents.location(operation.place())));
    }

    /** The operation to which the last of these paths leads, if none of them leads to {@code operation}. */
    private Optional<Operation> other(Operation operation, List<String> paths) {
        Optional<Operation> other = Optional.empty();
        for (String path : paths) {
            if (!(router.route(operation.key().method().name(), path) instanceof Route.Found found)
                    || found.operation().key().equals(operation.key())) {
                return Optional.empty();
            }
            other = Optional.of(found.operation());
        }
        return other;
    }

    /** All paths of an operation; empty if a variable has no list of values. */
    private Optional<List<String>> paths(Operation operation) {
        var paths = List.of(operation.key().path());
        for (var parameter : operation.parameters()) {
            if (parameter.in() == Parameter.In.PATH) {
                var values = values(parameter);
                if (values.isEmpty() || values.size() * (long) paths.size() > MOST_TRIED) {
                    return Optional.empty();
                }
                String variable = "{" + parameter.name() + "}";
                paths = paths.stream()
                        .flatMap(path -> values.stream()
                                .map(value -> path.replace(variable, ParameterWriter.path(parameter, value))))
                        .toList();
            }
        }
        return paths.get(0).contains("?") ? Optional.empty() : Optional.of(paths);
    }

    private List<JsonNode> values(Parameter parameter) {
        var schema = parameter.schema().flatMap(each -> documents.resolved(each.place()));
        var keywords = schema.map(documents::at).orElseGet(JsonNodeFactory.instance::objectNode);
        return keywords.has("const")
                ? List.of(keywords.path("const"))
                : List.copyOf(keywords.path("enum").values());
    }
}
