package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.format.EcmaPattern;
import dev.counterpart.spec.workflow.Action.Kind;
import dev.counterpart.spec.workflow.Step.Argument;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads parameters, actions and criteria, of steps and of workflows, written there or in {@code components}. */
final class Parts {

    private static final List<String> PLACES = List.of("path", "query", "querystring", "header", "cookie");
    private static final List<String> TYPES = List.of("simple", "regex", "jsonpath", "xpath");
    private static final Pattern REFERENCE = Pattern.compile("\\$components\\.([A-Za-z]+)\\.([a-zA-Z0-9._-]+)");

    /** Retries wait up to so long for the next attempt. */
    private static final BigDecimal LONGEST_DELAY = BigDecimal.valueOf(86_400);

    private static final int MOST_RETRIES = 1_000;

    private final Cursor components;
    private final Sources sources;

    Parts(Cursor components, Sources sources) {
        this.components = components;
        this.sources = sources;
    }

    /**
     * The parameters of a step or workflow.
     *
     * @param isCall whether they are inputs of a workflow, which have no place
     */
    List<Argument> arguments(Cursor owner, boolean isCall) {
        var arguments = new ArrayList<Argument>();
        var seen = new LinkedHashSet<String>();
        for (var element : owner.elements("parameters")) {
            resolved(element, "parameters")
                    .flatMap(found -> argument(element, found, isCall))
                    .ifPresent(argument -> {
                        arguments.add(argument);
                        if (!seen.add(argument.in() + " " + argument.name())) {
                            element.invalid("each parameter once", argument.name() + " again");
                        }
                    });
        }
        return arguments;
    }

    private static Optional<Argument> argument(Cursor written, Cursor found, boolean isCall) {
        if (!found.isObjectOf(List.of("name", "in", "value"))) {
            return Optional.empty();
        }
        String name = found.required("name");
        boolean isInBody = !isCall && found.member("in").node().asString("").equals(Argument.BODY);
        if (isInBody) {
            found.member("in")
                    .lenient(
                            "one of " + String.join(", ", PLACES),
                            "body: " + name + " is sent as a member of the JSON body",
                            "write requestBody with payload: {" + name + ": …}");
        }
        var in = found.checked(
                "in",
                "one of " + String.join(", ", PLACES),
                node -> isInBody || (node.isString() && PLACES.contains(node.asString())));
        if (!isCall && !found.member("in").isPresent()) {
            found.invalid("a parameter with in", "no in", "add in: path, query, header or cookie");
        }
        var value = written.node().has("reference") && written.member("value").isPresent()
                ? written.member("value")
                : found.member("value");
        if (!value.isPresent()) {
            found.invalid("a parameter with value", "no value", "add value");
        }
        return name.isEmpty() || !value.isPresent()
                ? Optional.empty()
                : Optional.of(new Argument(
                        name, isCall ? "" : in.map(JsonNode::asString).orElse(""), value(value), written.place()));
    }

    /** The parameters of the workflow that the step does not declare itself, and its own. */
    static List<Argument> merged(List<Argument> general, List<Argument> own) {
        var all = new LinkedHashMap<String, Argument>();
        general.forEach(each -> all.put(each.in() + " " + each.name(), each));
        own.forEach(each -> all.put(each.in() + " " + each.name(), each));
        return List.copyOf(all.values());
    }

    /** The actions of a step or workflow; {@code field} is {@code onSuccess}, {@code failureActions}, … */
    List<Action> actions(Cursor owner, String field) {
        boolean isFailure = field.toLowerCase(Locale.ROOT).contains("failure");
        var actions = new LinkedHashMap<String, Action>();
        for (var element : owner.elements(field)) {
            resolved(element, isFailure ? "failureActions" : "successActions")
                    .flatMap(found -> action(found, isFailure))
                    .ifPresent(action -> {
                        if (actions.putIfAbsent(action.name(), action) != null) {
                            element.invalid("each action once", action.name() + " again");
                        }
                    });
        }
        return List.copyOf(actions.values());
    }

    private Optional<Action> action(Cursor found, boolean isFailure) {
        var fields = new ArrayList<>(List.of("name", "type", "workflowId", "stepId", "criteria", "parameters"));
        boolean hasCondition = found.member("condition").isPresent();
        if (hasCondition) {
            fields.add("condition");
        }
        if (isFailure) {
            fields.addAll(List.of("retryAfter", "retryLimit"));
        }
        if (!found.isObjectOf(fields)) {
            return Optional.empty();
        }
        String name = found.required("name");
        var kind = kind(found, isFailure);
        var workflow = found.text("workflowId");
        var step = found.text("stepId");
        if (workflow.isPresent() && step.isPresent()) {
            found.invalid("either workflowId or stepId", "both");
        }
        if (kind.filter(Kind.GOTO::equals).isPresent() && workflow.isEmpty() && step.isEmpty()) {
            found.invalid("goto with workflowId or stepId", "neither", "add the stepId of the next step");
        }
        if (found.member("parameters").isPresent() && workflow.isEmpty()) {
            found.member("parameters")
                    .invalid(
                            "no parameters, as the action names no workflow",
                            "parameters",
                            "remove them, or add the workflowId whose inputs they are");
        }
        var criteria = criteria(found, "criteria");
        if (hasCondition) {
            condition(found).ifPresent(criteria::add);
        }
        return kind.map(type -> new Action(
                name,
                type,
                workflow.flatMap(id -> sources.workflow(found.member("workflowId"))),
                step,
                criteria,
                arguments(found, true),
                delay(found),
                limit(found),
                found.place()));
    }

    /** The condition of an action, which examples of Arazzo 1.0 write instead of criteria. */
    private static Optional<Criterion> condition(Cursor found) {
        found.member("condition")
                .lenient("an action with criteria", "a condition", "write criteria with the condition as an element");
        return criterion(new Cursor(found.file(), found.at(), only(found.node(), "condition"), found.violations()));
    }

    private static JsonNode only(JsonNode node, String name) {
        return JsonNodeFactory.instance.objectNode().set(name, node.get(name));
    }

    private static Optional<Kind> kind(Cursor found, boolean isFailure) {
        var types = isFailure ? List.of("end", "goto", "retry") : List.of("end", "goto");
        if (!found.member("type").isPresent()) {
            found.required("type");
        }
        return found.checked(
                        "type",
                        "one of " + String.join(", ", types),
                        node -> node.isString() && types.contains(node.asString()))
                .map(node -> Kind.valueOf(node.asString().toUpperCase(Locale.ROOT)));
    }

    private static Duration delay(Cursor found) {
        return found.checked(
                        "retryAfter",
                        "seconds from 0 to " + LONGEST_DELAY,
                        node -> node.isNumber()
                                && node.decimalValue().signum() >= 0
                                && node.decimalValue().compareTo(LONGEST_DELAY) <= 0)
                .map(node ->
                        Duration.ofMillis(node.decimalValue().movePointRight(3).longValue()))
                .orElse(Duration.ZERO);
    }

    private static int limit(Cursor found) {
        return found.checked(
                        "retryLimit",
                        "a number of retries from 0 to " + MOST_RETRIES,
                        node -> node.isIntegralNumber()
                                && node.decimalValue().signum() >= 0
                                && node.decimalValue().compareTo(BigDecimal.valueOf(MOST_RETRIES)) <= 0)
                .map(JsonNode::asInt)
                .orElse(1);
    }

    /** The actions of the workflow that the step does not replace, after its own. */
    static List<Action> mergedActions(List<Action> general, List<Action> own) {
        var all = new LinkedHashMap<String, Action>();
        own.forEach(each -> all.put(each.name(), each));
        general.forEach(each -> all.putIfAbsent(each.name(), each));
        return List.copyOf(all.values());
    }

    List<Criterion> criteria(Cursor owner, String field) {
        var criteria = new ArrayList<Criterion>();
        owner.elements(field).forEach(each -> criterion(each).ifPresent(criteria::add));
        return criteria;
    }

    private static Optional<Criterion> criterion(Cursor at) {
        if (!at.isObjectOf(List.of("context", "condition", "type"))) {
            return Optional.empty();
        }
        String condition = at.required("condition");
        var kind = Criterion.Kind.valueOf(type(at).toUpperCase(Locale.ROOT));
        var context = at.text("context");
        if (kind != Criterion.Kind.SIMPLE
                && context.isEmpty()
                && !at.member("context").isPresent()) {
            at.invalid("a criterion with context", "no context", "add context: $response.body");
        }
        context.filter(text -> !WorkflowValues.isExpression(text))
                .ifPresent(text -> at.member("context").invalid("a runtime expression", text));
        var simple = kind == Criterion.Kind.JSONPATH
                ? ConditionTokens.comparison(context.orElse(""), condition)
                : Optional.<String>empty();
        if (simple.isPresent()) {
            at.member("condition")
                    .lenient(
                            "a JSONPath (RFC 9535)",
                            condition + ": a comparison",
                            "write condition: " + simple.get() + ", without type and context");
            return Optional.of(new Criterion(Criterion.Kind.SIMPLE, "", simple.get(), at.place()));
        }
        if (!condition.isEmpty()) {
            problem(kind, condition)
                    .ifPresent(problem -> at.member("condition")
                            .invalid("a condition of the type " + name(kind), condition + ": " + problem));
        }
        return Optional.of(new Criterion(kind, context.orElse(""), condition, at.place()));
    }

    private static String name(Criterion.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String type(Cursor at) {
        var type = at.member("type");
        if (type.node().isObject()) {
            type.isObjectOf(List.of("type", "version"));
            if (!type.required("version").isEmpty()) {
                Selector.Type.of(type.node())
                        .problem()
                        .ifPresent(problem -> type.invalid("a known type and version", problem));
            }
            return type.checked("type", "jsonpath or xpath", node -> TYPES.indexOf(node.asString("")) > 1)
                    .map(JsonNode::asString)
                    .orElse("jsonpath");
        }
        return at.checked(
                        "type",
                        "one of " + String.join(", ", TYPES),
                        node -> node.isString() && TYPES.contains(node.asString()))
                .map(JsonNode::asString)
                .orElse("simple");
    }

    /** Why a condition is malformed. One with expressions in braces is known only when it is evaluated. */
    private static Optional<String> problem(Criterion.Kind kind, String condition) {
        if (kind == Criterion.Kind.SIMPLE) {
            try {
                Condition.parse(condition);
                return Optional.empty();
            } catch (Condition.Malformed malformed) {
                return Optional.of(String.valueOf(malformed.getMessage()));
            }
        }
        if (condition.contains("{$")) {
            return Optional.empty();
        }
        return switch (kind) {
            case REGEX ->
                EcmaPattern.compile(condition).isEmpty()
                        ? Optional.of(EcmaPattern.reason(condition))
                        : Optional.empty();
            case XPATH ->
                XPaths.problem(condition).map(problem -> "it is not XPath 1.0, and later versions are not supported");
            default -> Selector.problem(condition);
        };
    }

    /** The object itself, or the one in {@code components} that it refers to. */
    private Optional<Cursor> resolved(Cursor element, String section) {
        if (!element.node().has("reference")) {
            return Optional.of(element);
        }
        String reference = element.required("reference");
        var matcher = REFERENCE.matcher(reference);
        if (!matcher.matches() || !matcher.group(1).equals(section)) {
            element.member("reference").invalid("$components." + section + ".NAME", reference);
            return Optional.empty();
        }
        var found = components.member(section).member(matcher.group(2));
        if (!found.isPresent()) {
            var names = components.member(section).node().propertyNames();
            element.member("reference")
                    .invalid(
                            "the name of one of components." + section,
                            matcher.group(2),
                            Similarity.nearest(matcher.group(2), names)
                                    .map(nearest -> "write $components." + section + "." + nearest)
                                    .orElse("add it to components." + section));
            return Optional.empty();
        }
        return Optional.of(found);
    }

    /** Outputs by name: runtime expressions, or selectors. */
    static Map<String, JsonNode> outputs(Cursor owner) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        owner.members("outputs").forEach((name, written) -> {
            boolean isExpression = written.node().isString()
                    && WorkflowValues.isExpression(written.node().asString());
            if (isExpression) {
                outputs.put(name, written.node());
            } else if (Selector.isSelector(written.node())) {
                selects(written, Selector.of(written.node()));
                outputs.put(name, written.node());
            } else {
                written.invalid("a runtime expression such as $response.body#/id", Json.described(written.node()));
            }
        });
        return outputs;
    }

    /** A value, which may be a selector. */
    static JsonNode value(Cursor written) {
        Selector.in(written.node()).ifPresent(selector -> selects(written, selector));
        return written.node();
    }

    private static void selects(Cursor written, Selector selector) {
        selector.problem()
                .ifPresent(problem -> written.invalid(
                        "a selector of the type jsonpath, jsonpointer or xpath",
                        Json.text(written.node()) + ": " + problem));
    }
}
