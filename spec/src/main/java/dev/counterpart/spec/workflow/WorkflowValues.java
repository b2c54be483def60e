package dev.counterpart.spec.workflow;

import dev.counterpart.spec.RuntimeExpressions;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of runtime expressions in a workflow: those of the last exchange, and those that the workflow knows.
 *
 * @param known objects with the names of expressions: {@code inputs}, {@code outputs}, {@code steps}, {@code workflows}, …
 * @param exchange of the current step, if it was answered
 * @param url of the last request
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions">Arazzo 1.0.1, Runtime Expressions</a>
 */
public record WorkflowValues(ObjectNode known, Optional<RuntimeExpressions> exchange, String url) {

    private static final Pattern EXPRESSION = Pattern.compile(
            "\\$(url|method|statusCode|self|(request|response|message)\\..+|(inputs|outputs|steps|workflows|sourceDescriptions|components)[.\\[].+)",
            Pattern.DOTALL);

    private static final Pattern BODY = Pattern.compile("(\\$(?:request|response)\\.body)([.\\[].*)");

    /** Whether a text is a runtime expression as a whole. */
    public static boolean isExpression(String text) {
        return EXPRESSION.matcher(text).matches();
    }

    /** The value of an expression; empty if it has none. */
    public Optional<JsonNode> value(String expression) {
        if (expression.equals("$url")) {
            return exchange.map(each -> JsonNodeFactory.instance.stringNode(url));
        }
        var body = BODY.matcher(expression);
        if (body.matches()) {
            return exchange.flatMap(each -> each.node(body.group(1))).flatMap(node -> inside(node, body.group(2)));
        }
        return exchange.flatMap(each -> each.node(expression))
                .or(() -> expression.startsWith("$") ? inside(known, "." + expression.substring(1)) : Optional.empty());
    }

    /** The value after its expressions are replaced by their values; a member without a value is left out. Empty if there is none. */
    public Optional<JsonNode> evaluated(JsonNode written) {
        if (written.isString()) {
            String text = written.asString();
            return isExpression(text)
                    ? value(text)
                    : RuntimeExpressions.filled(text, this::value).map(JsonNodeFactory.instance::stringNode);
        }
        var selector = Selector.in(written);
        if (selector.isPresent()) {
            return selector.get().selected(this);
        }
        if (written.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            written.properties()
                    .forEach(member ->
                            evaluated(member.getValue()).ifPresent(value -> object.set(member.getKey(), value)));
            return Optional.of(object);
        }
        if (written.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            written.forEach(element -> array.add(evaluated(element).orElse(JsonNodeFactory.instance.nullNode())));
            return Optional.of(array);
        }
        return Optional.of(written);
    }

    /**
     * The part of a value that a path leads to: {@code .name}, {@code [0]}, {@code ['name']}, and at the end {@code #/pointer}. Names may
     * contain dots: the longest name wins.
     */
    static Optional<JsonNode> inside(JsonNode node, String path) {
        if (path.isEmpty()) {
            return Optional.of(node);
        }
        if (path.startsWith("#")) {
            return RuntimeExpressions.at(node, path.substring(1));
        }
        return path.startsWith("[") ? element(node, path) : member(node, path);
    }

    private static Optional<JsonNode> element(JsonNode node, String path) {
        int end = path.indexOf(']');
        if (end < 0) {
            return Optional.empty();
        }
        String step = path.substring(1, end).strip();
        String rest = path.substring(end + 1);
        if (step.matches("[0-9]{1,9}")) {
            return Optional.ofNullable(node.get(Integer.parseInt(step))).flatMap(found -> inside(found, rest));
        }
        return step.matches("'[^']*'|\"[^\"]*\"")
                ? Optional.ofNullable(node.get(step.substring(1, step.length() - 1)))
                        .flatMap(found -> inside(found, rest))
                : Optional.empty();
    }

    private static Optional<JsonNode> member(JsonNode node, String path) {
        if (!path.startsWith(".")) {
            return Optional.empty();
        }
        String names = path.substring(1);
        return node.properties().stream()
                .filter(member -> begins(names, member.getKey()))
                .max(Comparator.comparingInt(member -> member.getKey().length()))
                .flatMap(member -> inside(
                        member.getValue(), names.substring(member.getKey().length())));
    }

    private static boolean begins(String names, String name) {
        return names.startsWith(name)
                && (names.length() == name.length() || ".[#".indexOf(names.charAt(name.length())) >= 0);
    }
}
