package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.workflow.Step.Argument;
import dev.counterpart.spec.workflow.Step.Body;
import dev.counterpart.spec.workflow.Step.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the request body of one step. */
final class StepBodyReader {

    private static final Map<Replacement.Kind, String> WORDS = Map.of(
            Replacement.Kind.JSONPOINTER, "a JSON pointer",
            Replacement.Kind.JSONPATH, "a JSONPath (RFC 9535)",
            Replacement.Kind.XPATH, "an XPath");

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
        var kind = kind(at, contentType);
        if (!at.member("value").isPresent()) {
            at.invalid("a replacement with value", "no value", "add value");
        }
        var problem = problem(kind, target);
        problem.filter(each -> !target.isEmpty())
                .ifPresent(each ->
                        at.member("target").invalid(Objects.requireNonNull(WORDS.get(kind)), target + ": " + each));
        return problem.isPresent()
                ? Optional.empty()
                : Optional.of(new Replacement(target, kind, Parts.value(at.member("value")), at.place()));
    }

    private static Optional<String> problem(Replacement.Kind kind, String target) {
        return switch (kind) {
            case JSONPOINTER -> pointerProblem(target);
            case JSONPATH -> Selector.problem(target);
            case XPATH -> XPaths.problem(target).map(problem -> "it is not XPath 1.0");
        };
    }

    /** The type of the target: of XML it is an XPath, of other content a JSON pointer, unless the file says another. */
    private static Replacement.Kind kind(Cursor at, Optional<String> contentType) {
        var written = at.member("targetSelectorType");
        if (!written.isPresent()) {
            return contentType.filter(each -> each.contains("xml")).isPresent()
                    ? Replacement.Kind.XPATH
                    : Replacement.Kind.JSONPOINTER;
        }
        var type = Selector.Type.of(written.node());
        var problem = type.problem();
        problem.ifPresent(each -> written.invalid("jsonpath, jsonpointer or xpath", each));
        return problem.isPresent()
                ? Replacement.Kind.JSONPOINTER
                : Replacement.Kind.valueOf(type.name().toUpperCase(Locale.ROOT));
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
