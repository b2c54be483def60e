package dev.counterpart.spec;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The values of runtime expressions in one exchange: with their types, or as text. As text, objects, lists and null have no value.
 *
 * @param request its body without content codings
 * @param pathValues by name, percent-decoded
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions">OpenAPI 3.1.1, Runtime Expressions</a>
 */
public record RuntimeExpressions(Request request, Map<String, String> pathValues, Response response) {

    private static final Pattern EMBEDDED = Pattern.compile("\\{(\\$[^{}]*)}");

    public RuntimeExpressions {
        pathValues = Map.copyOf(pathValues);
    }

    /** The value of a link's parameter: an expression, a text with expressions in braces, or a constant; empty if a value is missing. */
    public Optional<String> value(JsonNode written) {
        String text = written.isString() ? written.asString() : Json.text(written);
        if (text.startsWith("$")) {
            return expression(text);
        }
        boolean isComplete = EMBEDDED.matcher(text)
                .results()
                .allMatch(found -> expression(found.group(1)).isPresent());
        return isComplete ? Optional.of(filled(text)) : Optional.empty();
    }

    /** The URL of a callback: an expression, or a text with expressions in braces; a missing value is empty. */
    public String filled(String text) {
        return text.startsWith("$")
                ? expression(text).orElse("")
                : EMBEDDED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                expression(found.group(1)).orElse("")));
    }

    /**
     * A text with the values of the expressions in braces; empty if one of them has no value. Objects and lists are written as JSON.
     *
     * @param values the value of an expression
     */
    public static Optional<String> filled(String text, Function<String, Optional<JsonNode>> values) {
        boolean isComplete = EMBEDDED.matcher(text)
                .results()
                .allMatch(found -> values.apply(found.group(1)).isPresent());
        return isComplete
                ? Optional.of(EMBEDDED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                values.apply(found.group(1)).map(Json::plain).orElse(""))))
                : Optional.empty();
    }

    private Optional<String> expression(String text) {
        return node(text).filter(node -> node.isValueNode() && !node.isNull()).map(JsonNode::asString);
    }

    /** The value of an expression with its type; empty if the exchange does not have it. A body that is not JSON is a string. */
    public Optional<JsonNode> node(String expression) {
        if (expression.startsWith("$request.")) {
            return ofRequest(expression.substring("$request.".length()));
        }
        if (expression.startsWith("$response.")) {
            return part(expression.substring("$response.".length()), response.headers(), response.body());
        }
        return switch (expression) {
            case "$url" -> text("http://" + request.headers().first("Host").orElse("localhost") + request.target());
            case "$method" -> text(request.method());
            case "$statusCode" -> Optional.of(JsonNodeFactory.instance.numberNode(response.status()));
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(JsonNodeFactory.instance.stringNode(value));
    }

    private Optional<JsonNode> ofRequest(String source) {
        if (source.startsWith("path.")) {
            return Optional.ofNullable(pathValues.get(source.substring("path.".length())))
                    .flatMap(RuntimeExpressions::text);
        }
        return source.startsWith("query.")
                ? query(source.substring("query.".length())).flatMap(RuntimeExpressions::text)
                : part(source, request.headers(), request.body());
    }

    private Optional<String> query(String name) {
        return Pair.ofQuery(request.query()).stream()
                .filter(pair -> pair.decodedName().equals(name))
                .map(Pair::decodedValue)
                .findFirst();
    }

    private static Optional<JsonNode> part(String source, Headers headers, byte[] body) {
        if (source.startsWith("header.")) {
            return headers.joined(source.substring("header.".length())).flatMap(RuntimeExpressions::text);
        }
        boolean isBody = source.equals("body") || source.startsWith("body#");
        if (!isBody) {
            return Optional.empty();
        }
        if (!(Json.parse(body) instanceof Json.Parsed.Value parsed)) {
            return source.equals("body") && body.length > 0
                    ? Utf8.text(body).flatMap(RuntimeExpressions::text)
                    : Optional.empty();
        }
        String pointer = source.equals("body") ? "" : source.substring("body#".length());
        return at(parsed.node(), pointer).or(() -> at(parsed.node(), PercentEncoding.decoded(pointer)));
    }

    /** The value at a JSON pointer; empty if there is none, or if the text is not a pointer. */
    public static Optional<JsonNode> at(JsonNode node, String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(node.at(JsonPointer.compile(pointer))).filter(found -> !found.isMissingNode());
    }
}
