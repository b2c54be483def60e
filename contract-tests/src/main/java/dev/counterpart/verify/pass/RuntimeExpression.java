package dev.counterpart.verify.pass;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The values of runtime expressions in one exchange, as text. What cannot be had is nothing: it is left to the document's
 * checks whether it must be there.
 *
 * @param pathValues percent-encoded, by name
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions">OpenAPI 3.1.1, Runtime Expressions</a>
 */
record RuntimeExpression(Request request, Map<String, String> pathValues, Response response) {

    private static final Pattern EMBEDDED = Pattern.compile("\\{(\\$[^{}]+)}");

    /** The value of a link's parameter: an expression, a text with expressions in braces, or a constant. */
    Optional<String> value(JsonNode written) {
        String text = written.isString() ? written.asString() : Json.text(written);
        if (text.startsWith("$")) {
            return expression(text);
        }
        var result = new StringBuilder();
        var matcher = EMBEDDED.matcher(text);
        while (matcher.find()) {
            var value = expression(matcher.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(result, java.util.regex.Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(result).toString());
    }

    private Optional<String> expression(String text) {
        if (text.equals("$method")) {
            return Optional.of(request.method());
        }
        if (text.equals("$statusCode")) {
            return Optional.of(Integer.toString(response.status()));
        }
        if (text.startsWith("$request.path.")) {
            return Optional.ofNullable(pathValues.get(text.substring("$request.path.".length())))
                    .map(PercentEncoding::decoded);
        }
        if (text.startsWith("$request.query.")) {
            return query(text.substring("$request.query.".length()));
        }
        return text.startsWith("$request.")
                ? part(text.substring("$request.".length()), request.headers(), request.body())
                : text.startsWith("$response.")
                        ? part(text.substring("$response.".length()), response.headers(), response.body())
                        : Optional.empty();
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
            return headers.first(source.substring("header.".length()));
        }
        if (!source.startsWith("body") || !(Json.parse(body) instanceof Json.Parsed.Value parsed)) {
            return Optional.empty();
        }
        String pointer = source.substring("body".length());
        if (!pointer.isEmpty() && !pointer.startsWith("#")) {
            return Optional.empty();
        }
        String path = pointer.isEmpty() ? "" : PercentEncoding.decoded(pointer.substring(1));
        if (!path.isEmpty() && !path.startsWith("/")) {
            return Optional.empty();
        }
        var node = parsed.node().at(JsonPointer.compile(path));
        return node.isValueNode() && !node.isNull() && !node.isMissingNode()
                ? Optional.of(node.asString())
                : Optional.empty();
    }
}
