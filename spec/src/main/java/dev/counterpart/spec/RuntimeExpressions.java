package dev.counterpart.spec;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The values of runtime expressions in one exchange, as text. What the exchange does not hold has no value; neither have objects,
 * lists and null.
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

    private Optional<String> expression(String text) {
        if (text.startsWith("$request.")) {
            return ofRequest(text.substring("$request.".length()));
        }
        if (text.startsWith("$response.")) {
            return part(text.substring("$response.".length()), response.headers(), response.body());
        }
        return switch (text) {
            case "$url" ->
                Optional.of("http://" + request.headers().first("Host").orElse("localhost") + request.target());
            case "$method" -> Optional.of(request.method());
            case "$statusCode" -> Optional.of(Integer.toString(response.status()));
            default -> Optional.empty();
        };
    }

    private Optional<String> ofRequest(String source) {
        if (source.startsWith("path.")) {
            return Optional.ofNullable(pathValues.get(source.substring("path.".length())));
        }
        return source.startsWith("query.")
                ? query(source.substring("query.".length()))
                : part(source, request.headers(), request.body());
    }

    private Optional<String> query(String name) {
        return Arrays.stream(request.query().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> PercentEncoding.formDecoded(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? PercentEncoding.formDecoded(pair[1]) : "")
                .findFirst();
    }

    private static Optional<String> part(String source, Headers headers, byte[] body) {
        if (source.startsWith("header.")) {
            return headers.joined(source.substring("header.".length()));
        }
        boolean isBody = source.equals("body") || source.startsWith("body#");
        if (!isBody || !(Json.parse(body) instanceof Json.Parsed.Value parsed)) {
            return Optional.empty();
        }
        String pointer = source.equals("body") ? "" : source.substring("body#".length());
        return at(parsed.node(), pointer).or(() -> at(parsed.node(), PercentEncoding.decoded(pointer)));
    }

    private static Optional<String> at(JsonNode body, String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            return Optional.empty();
        }
        var node = body.at(JsonPointer.compile(pointer));
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
    }
}
