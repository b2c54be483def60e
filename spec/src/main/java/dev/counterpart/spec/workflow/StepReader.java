package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.workflow.Step.Argument;
import dev.counterpart.spec.workflow.Step.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the steps of one workflow. */
final class StepReader {

    private static final List<String> TARGETS = List.of("operationId", "operationPath", "workflowId", "channelPath");
    private static final List<String> FIELDS = List.of(
            "stepId",
            "description",
            "operationId",
            "operationPath",
            "workflowId",
            "channelPath",
            "parameters",
            "requestBody",
            "successCriteria",
            "onSuccess",
            "onFailure",
            "outputs",
            "timeout",
            "correlationId",
            "action",
            "dependsOn");

    private final Sources sources;
    private final Parts parts;
    private final Cursor workflow;

    StepReader(Sources sources, Parts parts, Cursor workflow) {
        this.sources = sources;
        this.parts = parts;
        this.workflow = workflow;
    }

    Optional<Step> step(Cursor at) {
        if (!at.isObjectOf(FIELDS)) {
            return Optional.empty();
        }
        at.text("description");
        String id = at.required("stepId");
        var target = target(at);
        return target.filter(each -> !each.isSupported()).isPresent()
                ? Optional.of(unsupported(at, id))
                : supported(at, id, target);
    }

    /** What other steps may refer to; the rest is about messages. */
    private Step unsupported(Cursor at, String id) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        at.members("outputs").forEach((name, written) -> outputs.put(name, written.node()));
        return new Step(
                id,
                Target.UNSUPPORTED,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                outputs,
                dependsOn(at),
                timeout(at),
                at.place());
    }

    private Optional<Step> supported(Cursor at, String id, Optional<Target> target) {
        boolean isCall = at.member("workflowId").isPresent();
        var arguments =
                Parts.merged(isCall ? List.of() : parts.arguments(workflow, false), parts.arguments(at, isCall));
        target.flatMap(Target::operation).ifPresent(operation -> checkPath(at, operation, arguments));
        return target.map(found -> new Step(
                id,
                found,
                arguments.stream().filter(each -> !each.isInBody()).toList(),
                new StepBodyReader(at, arguments, isCall).body(),
                criteria(at),
                Parts.mergedActions(parts.actions(workflow, "successActions"), parts.actions(at, "onSuccess")),
                Parts.mergedActions(parts.actions(workflow, "failureActions"), parts.actions(at, "onFailure")),
                Parts.outputs(at),
                dependsOn(at),
                timeout(at),
                at.place()));
    }

    private List<String> dependsOn(Cursor at) {
        at.refuseEmptyList("dependsOn", "step");
        return at.texts("dependsOn").stream()
                .flatMap(each -> sources.step(each).stream())
                .toList();
    }

    private Optional<Target> target(Cursor at) {
        var named = TARGETS.stream().filter(name -> at.member(name).isPresent()).toList();
        if (named.size() != 1) {
            at.invalid(
                    "exactly one of operationId, operationPath and workflowId",
                    named.isEmpty() ? "none" : String.join(" and ", named));
            return Optional.empty();
        }
        var written = at.member(named.get(0));
        if (at.text(named.get(0)).isEmpty()) {
            return Optional.empty();
        }
        return switch (named.get(0)) {
            case "operationId" -> sources.byId(written);
            case "operationPath" -> sources.byPath(written);
            case "workflowId" ->
                sources.workflow(written).map(id -> new Target(Optional.empty(), Optional.of(id), Optional.empty()));
            default -> {
                written.unsupported("an operation of an OpenAPI description", "a channel of an AsyncAPI description");
                yield Optional.of(Target.UNSUPPORTED);
            }
        };
    }

    private static void checkPath(Cursor at, Operation operation, List<Argument> arguments) {
        for (var parameter : operation.parameters()) {
            boolean isGiven = arguments.stream()
                    .anyMatch(each -> each.in().equals("path") && each.name().equals(parameter.name()));
            if (parameter.in() == Parameter.In.PATH && !isGiven) {
                at.invalid(
                        "a value of the path parameter " + parameter.name() + " of " + operation,
                        "none",
                        "add a parameter with name: " + parameter.name() + ", in: path and its value");
            }
        }
    }

    private List<Criterion> criteria(Cursor at) {
        at.refuseEmptyList("successCriteria", "criterion");
        return parts.criteria(at, "successCriteria");
    }

    private static Optional<Duration> timeout(Cursor at) {
        return at.checked(
                        "timeout",
                        "milliseconds from 1",
                        node -> node.isIntegralNumber() && node.canConvertToInt() && node.asInt() > 0)
                .map(node -> Duration.ofMillis(node.asInt()));
    }
}
