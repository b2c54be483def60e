package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.workflow.Step.Argument;
import dev.counterpart.spec.workflow.Step.Body;
import dev.counterpart.spec.workflow.Step.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the request body of one step. */
final class StepBodyReader {

    private final Cursor step;
    private final List<Argument> members;
    private final boolean isCall;

    /**
     * @param arguments of the step; those in the body are members of its payload
     * @param isCall whether the step calls a workflow
     */
    StepBodyReader(Cursor step, List<Argument> arguments, boolean isCall) {
        this.step = step;
        this.members = arguments.stream().filter(Argument::isInBody).toList();
        this.isCall = isCall;
    }

    Optional<Body> body() {
        var body = step.member("requestBody");
        if (!body.isPresent()) {
            return members.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Body(Optional.empty(), payload(body), List.of(), step.place()));
        }
        if (!body.isObjectOf(List.of("contentType", "payload", "replacements"))) {
            return Optional.empty();
        }
        if (isCall) {
            body.invalid("a call of a workflow without requestBody", "a requestBody", "give the values in parameters");
        }
        var type = body.text("contentType");
        var replacements = new ArrayList<Replacement>();
        for (var each : body.elements("replacements")) {
            replacement(each, type).ifPresent(replacements::add);
        }
        return Optional.of(new Body(type, payload(body), replacements, body.place()));
    }

    /** The payload with the parameters that are in the body. */
    private JsonNode payload(Cursor body) {
        var written = body.member("payload");
        if (members.isEmpty()) {
            return written.node();
        }
        if (written.isPresent() && !written.node().isObject()) {
            written.invalid("an object, as there are parameters with in: body", Json.described(written.node()));
        }
        var payload = JsonNodeFactory.instance.objectNode();
        members.forEach(each -> payload.set(each.name(), each.value()));
        written.node().properties().forEach(each -> payload.set(each.getKey(), each.getValue()));
        return payload;
    }

    private static Optional<Replacement> replacement(Cursor at, Optional<String> contentType) {
        if (!at.isObjectOf(List.of("target", "targetSelectorType", "value"))) {
            return Optional.empty();
        }
        String target = at.required("target");
        String type = targetType(at, contentType);
        if (!at.member("value").isPresent()) {
            at.invalid("a replacement with value", "no value", "add value");
        }
        if (type.equals("xpath")) {
            at.invalid(
                    "a JSON pointer or a JSONPath",
                    "an XPath",
                    "use expressions in braces inside the payload: replacements in XML are not supported");
        }
        boolean isPath = type.equals("jsonpath");
        var problem = isPath ? Selector.problem(target) : pointerProblem(target);
        problem.filter(each -> !type.equals("xpath") && !target.isEmpty())
                .ifPresent(each -> at.member("target").invalid("a JSON pointer or a JSONPath", target + ": " + each));
        return problem.isPresent()
                ? Optional.empty()
                : Optional.of(new Replacement(target, isPath, Parts.value(at.member("value")), at.place()));
    }

    private static String targetType(Cursor at, Optional<String> contentType) {
        var written = at.member("targetSelectorType");
        if (!written.isPresent()) {
            return contentType.filter(each -> each.contains("xml")).isPresent() ? "xpath" : "jsonpointer";
        }
        var type = Selector.Type.of(written.node());
        type.problem().ifPresent(problem -> written.invalid("jsonpath, jsonpointer or xpath", problem));
        return type.name();
    }

    private static Optional<String> pointerProblem(String target) {
        try {
            JsonPointer.compile(target);
            return Optional.empty();
        } catch (IllegalArgumentException notAPointer) {
            return Optional.of("a JSON pointer begins with /");
        }
    }
}
