package dev.counterpart.spec.write;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.Style;
import dev.counterpart.spec.http.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Parameters to text, by style and explode.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-values">OpenAPI 3.1.1, Style Values</a>
 */
public final class ParameterWriter {

    private ParameterWriter() {}

    /** The value's part of a path, percent-encoded. */
    public static String path(Parameter parameter, JsonNode value) {
        return switch (parameter.style()) {
            case LABEL -> "." + joined(parameter, value, parameter.explode() ? "." : ",");
            case MATRIX -> matrix(parameter, value);
            default -> joined(parameter, value, separator(parameter.style()));
        };
    }

    private static String matrix(Parameter parameter, JsonNode value) {
        String name = PercentEncoding.encoded(parameter.name());
        if (value.isObject() && parameter.explode()) {
            return ";" + joined(parameter, value, ";");
        }
        return parameter.explode() && value.isArray()
                ? value.valueStream()
                        .map(item -> ";" + name + "=" + encoded(item))
                        .collect(Collectors.joining())
                : ";" + name + "=" + joined(parameter, value, ",");
    }

    /** The value's pairs of a query, percent-encoded; none for an empty array. */
    public static List<String> query(Parameter parameter, JsonNode value) {
        if (parameter.in() == Parameter.In.QUERYSTRING) {
            return List.of(PercentEncoding.encoded(plain(parameter, value), "=&"));
        }
        String name = PercentEncoding.encoded(parameter.name());
        if (parameter.content().isPresent() || value.isValueNode()) {
            return List.of(name + "=" + PercentEncoding.encoded(plain(parameter, value)));
        }
        if (value.isObject()) {
            return object(parameter, name, value);
        }
        if (parameter.style() == Style.DEEP_OBJECT || value.valueStream().anyMatch(JsonNode::isContainer)) {
            return nested(name, value);
        }
        if (parameter.explode()) {
            return value.valueStream().map(item -> name + "=" + encoded(item)).toList();
        }
        return value.isEmpty()
                ? List.of()
                : List.of(name + "=" + joined(parameter, value, separator(parameter.style())));
    }

    private static List<String> object(Parameter parameter, String name, JsonNode value) {
        var pairs = new ArrayList<String>();
        for (var member : value.properties()) {
            String key = PercentEncoding.encoded(member.getKey());
            if (parameter.style() == Style.DEEP_OBJECT) {
                pairs.addAll(nested(name + "%5B" + key + "%5D", member.getValue()));
            } else if (parameter.explode()) {
                pairs.add(key + "=" + encoded(member.getValue()));
            }
        }
        return pairs.isEmpty() && !value.isEmpty()
                ? List.of(name + "=" + joined(parameter, value, separator(parameter.style())))
                : pairs;
    }

    /** A step in brackets for each level; an empty list or object cannot be shown. */
    static List<String> nested(String name, JsonNode value) {
        if (value.isValueNode()) {
            return List.of(name + "=" + encoded(value));
        }
        var pairs = new ArrayList<String>();
        int index = 0;
        for (var item : value.isArray() ? value.values() : List.<JsonNode>of()) {
            pairs.addAll(nested(name + "%5B" + index++ + "%5D", item));
        }
        value.properties()
                .forEach(member -> pairs.addAll(
                        nested(name + "%5B" + PercentEncoding.encoded(member.getKey()) + "%5D", member.getValue())));
        return pairs;
    }

    private static String separator(Style style) {
        return PercentEncoding.encoded(style.separator(), ",");
    }

    /** The value of a header field, on one line: a line break or NUL becomes a space (RFC 9110 §5.5). */
    public static String header(Parameter parameter, JsonNode value) {
        return field(parameter, value).replaceAll("[\\r\\n\\x00]", " ");
    }

    private static String field(Parameter parameter, JsonNode value) {
        if (parameter.content().isPresent() || value.isValueNode()) {
            return plain(parameter, value);
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(ParameterWriter::text)
                    .collect(Collectors.joining(parameter.style().separator()));
        }
        return value.properties().stream()
                .map(member -> member.getKey() + (parameter.explode() ? "=" : ",") + text(member.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String joined(Parameter parameter, JsonNode value, String separator) {
        if (value.isArray() && parameter.content().isEmpty()) {
            return value.valueStream().map(ParameterWriter::encoded).collect(Collectors.joining(separator));
        }
        if (value.isObject() && parameter.content().isEmpty()) {
            String equals = parameter.explode() ? "=" : separator;
            return value.properties().stream()
                    .map(member -> PercentEncoding.encoded(member.getKey()) + equals + encoded(member.getValue()))
                    .collect(Collectors.joining(separator));
        }
        return PercentEncoding.encoded(plain(parameter, value));
    }

    /** The one text of a parameter that has no style: JSON where {@code content} says so, unless the value is JSON text already. */
    private static String plain(Parameter parameter, JsonNode value) {
        boolean isJson = parameter
                .content()
                .filter(content -> content.mediaType().isJson())
                .isPresent();
        return isJson && !isContainerText(value) ? Json.text(value) : text(value);
    }

    private static boolean isContainerText(JsonNode value) {
        return value.isString()
                && Json.parse(value.asString().getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value parsed
                && parsed.node().isContainer();
    }

    private static String encoded(JsonNode value) {
        return PercentEncoding.encoded(text(value));
    }

    /** Text as it is, bytes in Base64, everything else as JSON. */
    public static String text(JsonNode value) {
        return value.isString() || value.isBinary() ? value.asString() : Json.text(value);
    }
}
