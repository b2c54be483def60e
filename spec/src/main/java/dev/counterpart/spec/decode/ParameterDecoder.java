package dev.counterpart.spec.decode;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.Style;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.rule.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Decodes parameters by style and explode.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-values">OpenAPI 3.1.1, Style Values</a>
 */
public final class ParameterDecoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shapes shapes;

    public ParameterDecoder(Documents documents) {
        this(new Shapes(documents));
    }

    ParameterDecoder(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Decodes a path parameter from its percent-encoded text. */
    public Decoded path(Parameter parameter, String encoded) {
        if (encoded.isEmpty()) {
            return new Decoded.Absent();
        }
        return switch (parameter.style()) {
            case LABEL -> prefixed(parameter, encoded, ".", this::label);
            case MATRIX -> prefixed(parameter, encoded, ";", this::matrix);
            default -> delimited(parameter, encoded, separator(parameter.style()), PercentEncoding::decoded);
        };
    }

    /** Decodes a value that begins with a prefix, which some clients encode with the rest. */
    private static Decoded prefixed(
            Parameter parameter, String encoded, String prefix, BiFunction<Parameter, String, Decoded> rest) {
        String text = encoded.startsWith(prefix) ? encoded : PercentEncoding.decoded(encoded);
        return text.startsWith(prefix)
                ? rest.apply(parameter, text.substring(1))
                : new Decoded.Malformed(
                        "a value of style " + parameter.style().label() + ", which begins with " + prefix,
                        Violation.shortened(text));
    }

    /** Without {@code explode} the delimiter is a comma (RFC 6570 §3.2.5). It was a dot in the tables of OpenAPI until 3.0.4 and 3.1.1. */
    private Decoded label(Parameter parameter, String text) {
        var dots = delimited(parameter, text, ".", PercentEncoding::decoded);
        if (parameter.explode()) {
            return dots;
        }
        var commas = delimited(parameter, text, ",", PercentEncoding::decoded);
        if (text.indexOf(',') >= 0
                || !(commas instanceof Decoded.Value first)
                || !(dots instanceof Decoded.Value second)) {
            return commas;
        }
        return new Decoded.Value(Stream.concat(first.readings().stream(), second.readings().stream())
                .distinct()
                .toList());
    }

    /** A header's combined value. */
    public Decoded header(Parameter parameter, Optional<String> value) {
        if (value.isEmpty() || value.get().isEmpty()) {
            return new Decoded.Absent();
        }
        return sentHeader(parameter, value.get());
    }

    /** Decodes the combined value of a header. An empty value is an empty string, or an empty array. */
    public Decoded sentHeader(Parameter parameter, String value) {
        var shape = shape(parameter);
        return value.isEmpty() && (shape.isArray() || shape.isObject())
                ? new Decoded.Absent()
                : delimited(parameter, value, parameter.style().separator(), String::strip);
    }

    /** Decodes a header whose lines must not be joined as an array of them; empty if its schema does not declare an array. */
    public Optional<Decoded> lines(Parameter parameter, List<String> lines) {
        var shape = shape(parameter);
        return shape.isArray() && parameter.content().isEmpty() ? Optional.of(array(lines, shape)) : Optional.empty();
    }

    /** Decodes one line of such a header, which is never split. */
    public Decoded line(Parameter parameter, String line) {
        return scalar(parameter, line, shape(parameter));
    }

    /** Decodes a query parameter from all pairs of the query. */
    public Decoded query(Parameter parameter, Pairs query) {
        var shape = shape(parameter);
        if (parameter.content().isPresent() || !(shape.isArray() || shape.isObject())) {
            return single(parameter, query.values(parameter.name()), shape);
        }
        var styled = styled(parameter, query, shape);
        return styled instanceof Decoded.Absent ? otherwise(parameter, query, shape) : styled;
    }

    /**
     * Decodes a value that does not follow its style: with brackets, as many clients serialize arrays and objects, or
     * as plain text. An exploded object has no pair with its own name (OpenAPI 3.1.1, Style Examples), so such a pair
     * is an undeclared parameter.
     */
    private static Decoded otherwise(Parameter parameter, Pairs query, Shape shape) {
        var nested = deepObject(parameter, query, shape);
        var plain = query.values(parameter.name());
        if (nested instanceof Decoded.Absent && !shape.isObjectOnly() && !isEmpty(plain)) {
            if (shape.isArray()) {
                return array(decoded(plain, query::decode), shape);
            }
            return new Decoded.Value(Scalars.readings(PercentEncoding.formDecoded(plain.get(plain.size() - 1)), shape));
        }
        return nested;
    }

    private Decoded styled(Parameter parameter, Pairs query, Shape shape) {
        return switch (parameter.style()) {
            case DEEP_OBJECT -> deepObject(parameter, query, shape);
            case SPACE_DELIMITED -> list(parameter, query, "%20|\\+");
            case PIPE_DELIMITED, TAB_DELIMITED -> list(parameter, query, separator(parameter.style()));
            default -> shape.isObject() && parameter.explode() ? exploded(query, shape) : list(parameter, query, ",");
        };
    }

    /** The regular expression for the delimiter in percent-encoded text. */
    private static String separator(Style style) {
        return switch (style) {
            case SPACE_DELIMITED -> "%20";
            case PIPE_DELIMITED -> "\\||%7[Cc]";
            case TAB_DELIMITED -> "%09";
            default -> ",";
        };
    }

    /** Decodes a cookie from all pairs of the Cookie header. */
    public Decoded cookie(Parameter parameter, Pairs sent) {
        var shape = shape(parameter);
        var cookies = parameter.style() == Style.COOKIE ? sent.unencoded() : sent;
        if (shape.isObject() && parameter.explode() && parameter.content().isEmpty()) {
            return exploded(cookies, shape);
        }
        return list(parameter, cookies, ",");
    }

    /** Whether the parameter is an object that has no pair of its own name: without properties, nothing is sent for it (RFC 6570 §3.2.1). */
    public boolean isInvisibleIfEmpty(Parameter parameter) {
        boolean isSpread = parameter.style() == Style.DEEP_OBJECT
                || (parameter.explode() && Set.of(Style.FORM, Style.COOKIE).contains(parameter.style()));
        return isSpread && parameter.content().isEmpty() && shape(parameter).isObjectOnly();
    }

    /** OpenAPI 3.2: the whole query as one value. */
    public Decoded querystring(Parameter parameter, String query) {
        if (query.isEmpty()) {
            return new Decoded.Absent();
        }
        boolean isForm =
                parameter.content().map(content -> content.mediaType().isForm()).orElse(false);
        return isForm
                ? whole(Pairs.ofQuery(query), shape(parameter))
                : scalar(parameter, PercentEncoding.decoded(query), shape(parameter));
    }

    private Decoded matrix(Parameter parameter, String text) {
        var shape = shape(parameter);
        var pairs = Pairs.parse(text, ';', PercentEncoding::decoded);
        if (shape.isObject() && parameter.explode()) {
            return exploded(pairs, shape);
        }
        var values = pairs.values(parameter.name());
        if (values.isEmpty()) {
            return new Decoded.Malformed(
                    "a value of style matrix, which begins with ;" + parameter.name() + "=",
                    Violation.shortened(";" + text));
        }
        if (shape.isArray() && parameter.explode()) {
            return array(decoded(values, PercentEncoding::decoded), shape);
        }
        return delimited(parameter, values.get(values.size() - 1), ",", PercentEncoding::decoded);
    }

    private Decoded list(Parameter parameter, Pairs pairs, String separator) {
        var values = pairs.values(parameter.name());
        var shape = shape(parameter);
        if (isEmpty(values)) {
            return empty(parameter, values, shape);
        }
        if (shape.isArray() && parameter.explode()) {
            var array = array(decoded(values, pairs::decode), shape);
            return values.size() == 1 && shape.allows("string")
                    ? either(parameter, values.get(0), shape, array)
                    : array;
        }
        return delimited(parameter, values.get(values.size() - 1), separator, pairs::decode);
    }

    /** Decodes a value for which both an array and a string are declared: both readings are possible. */
    private Decoded either(Parameter parameter, String raw, Shape shape, Decoded.Value array) {
        if (!shape.declares("string") && !shape.declares("integer") && !shape.declares("number")) {
            return array;
        }
        var readings = new ArrayList<>(array.readings());
        readings.addAll(Scalars.readings(PercentEncoding.formDecoded(raw), shape(parameter)));
        return new Decoded.Value(readings);
    }

    private static boolean isEmpty(List<String> values) {
        return values.isEmpty() || (values.size() == 1 && values.get(0).isEmpty());
    }

    /**
     * A name without a value. In a query it is an empty string; for an array one empty item, or none. With {@code allowEmptyValue} it is not
     * validated (OpenAPI 3.1.1, Parameter Object). JSON and objects cannot be empty, so they were not sent.
     */
    private static Decoded empty(Parameter parameter, List<String> values, Shape shape) {
        if (values.isEmpty() || parameter.in() != Parameter.In.QUERY) {
            return new Decoded.Absent();
        }
        if (parameter.allowEmptyValue()) {
            return new Decoded.Opaque();
        }
        boolean isText = parameter
                .content()
                .filter(content -> content.mediaType().isJson())
                .isEmpty();
        if (!isText || (shape.isObject() && !shape.isArray() && !shape.declares("string"))) {
            return new Decoded.Absent();
        }
        return shape.isArray()
                ? new Decoded.Value(Stream.of(emptyItem(shape), NODES.arrayNode())
                        .distinct()
                        .toList())
                : new Decoded.Value(Scalars.readings("", shape));
    }

    /** {@code tags=}: one empty string, or no item if the items cannot be strings. */
    static JsonNode emptyItem(Shape array) {
        var items = NODES.arrayNode();
        if (array.items().map(item -> item.allows("string")).orElse(true)) {
            items.add("");
        }
        return items;
    }

    private Decoded single(Parameter parameter, List<String> values, Shape shape) {
        if (isEmpty(values)) {
            return empty(parameter, values, shape);
        }
        if (values.size() > 1) {
            return array(decoded(values, PercentEncoding::formDecoded), shape);
        }
        return scalar(parameter, PercentEncoding.formDecoded(values.get(0)), shape);
    }

    /**
     * Decodes a delimited value. RFC 6570 splits before decoding; many clients also encode the delimiter, so that it has to be
     * decoded before. Both are readings.
     */
    private Decoded delimited(Parameter parameter, String text, String separator, UnaryOperator<String> decoding) {
        var shape = shape(parameter);
        if (parameter.content().isPresent() || !(shape.isArray() || shape.isObject())) {
            return scalar(parameter, decoding.apply(text), shape);
        }
        var readings = new LinkedHashSet<JsonNode>();
        readings.add(composed(parameter, text, separator, decoding));
        if (text.indexOf('%') >= 0 || text.indexOf('+') >= 0) {
            String plain =
                    separator.length() == 1 ? separator : parameter.style().separator();
            boolean isHeader = parameter.in() == Parameter.In.HEADER;
            String decoded = isHeader ? PercentEncoding.decoded(text) : decoding.apply(text);
            readings.add(composed(parameter, decoded, plain, isHeader ? String::strip : UnaryOperator.identity()));
        }
        return new Decoded.Value(List.copyOf(readings));
    }

    private JsonNode composed(Parameter parameter, String text, String separator, UnaryOperator<String> decoding) {
        var shape = shape(parameter);
        var parts = List.of(text.split(separator.length() == 1 ? Pattern.quote(separator) : separator, -1));
        if (shape.isArray()) {
            return array(decoded(parts, decoding), shape).first();
        }
        return parameter.explode() ? assigned(parts, shape, decoding) : alternating(parts, shape, decoding);
    }

    private Decoded scalar(Parameter parameter, String text, Shape shape) {
        if (parameter.content().isPresent()) {
            return written(parameter, text, shape);
        }
        return new Decoded.Value(Scalars.readings(text, shape));
    }

    /** Decodes a value described by {@code content}: JSON is parsed, everything else is text. */
    private static Decoded written(Parameter parameter, String text, Shape shape) {
        var mediaType = parameter.content().orElseThrow().mediaType();
        if (!mediaType.isJson()) {
            return new Decoded.Value(Scalars.readings(text, shape));
        }
        var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        return parsed instanceof Json.Parsed.Value value
                ? Decoded.Value.of(value.node())
                : new Decoded.Malformed("JSON: " + parsed, Violation.shortened(text));
    }

    private static Decoded.Value array(List<String> texts, Shape shape) {
        var array = NODES.arrayNode();
        texts.forEach(text -> array.add(child(text, shape.items())));
        return Decoded.Value.of(array);
    }

    private static List<String> decoded(List<String> raw, UnaryOperator<String> decoding) {
        return raw.stream().map(decoding).toList();
    }

    /** {@code R,100,G,200}. */
    private static JsonNode alternating(List<String> parts, Shape shape, UnaryOperator<String> decoding) {
        var object = NODES.objectNode();
        for (int i = 0; i < parts.size(); i += 2) {
            String name = decoding.apply(parts.get(i));
            String value = i + 1 < parts.size() ? decoding.apply(parts.get(i + 1)) : "";
            object.set(name, child(value, shape.property(name)));
        }
        return object;
    }

    /** {@code R=100,G=200}. */
    private static JsonNode assigned(List<String> parts, Shape shape, UnaryOperator<String> decoding) {
        var object = NODES.objectNode();
        for (String part : parts) {
            var pair = new Pair(part);
            String name = decoding.apply(pair.name());
            object.set(name, child(decoding.apply(pair.value()), shape.property(name)));
        }
        return object;
    }

    /** {@code R=100&G=200}: selects the declared properties from all pairs. */
    private static Decoded exploded(Pairs pairs, Shape shape) {
        return shape.properties().isEmpty()
                ? whole(pairs, shape)
                : exploded(pairs, List.copyOf(shape.properties().keySet()), shape);
    }

    /** All pairs belong to the value, including undeclared ones. */
    private static Decoded whole(Pairs pairs, Shape shape) {
        return exploded(pairs, pairs.names(), shape);
    }

    private static Decoded exploded(Pairs pairs, List<String> names, Shape shape) {
        var object = NODES.objectNode();
        for (String name : names) {
            var values = decoded(pairs.values(name), pairs::decode);
            var property = shape.property(name);
            if (values.size() > 1
                    || (!values.isEmpty() && property.map(Shape::isArray).orElse(false))) {
                object.set(name, array(values, property.orElse(shape)).first());
            } else if (!values.isEmpty()) {
                object.set(name, child(values.get(0), property));
            }
        }
        return object.isEmpty() ? new Decoded.Absent() : Decoded.Value.of(object);
    }

    /** {@code color[R]=100&color[G][0]=200}. */
    private static Decoded deepObject(Parameter parameter, Pairs query, Shape shape) {
        var brackets = Brackets.of(parameter.name(), query);
        return brackets.isEmpty() ? new Decoded.Absent() : Decoded.Value.of(brackets.value(Optional.of(shape)));
    }

    private static JsonNode child(String text, Optional<Shape> shape) {
        return shape.map(known -> known.separator()
                        .map(separator -> array(List.of(text.split(Pattern.quote(separator), -1)), known)
                                .first())
                        .orElseGet(() -> Scalars.readings(text, known).get(0)))
                .orElseGet(() -> NODES.stringNode(text));
    }

    private Shape shape(Parameter parameter) {
        return shapes.of(parameter.schema().or(() -> parameter.content().flatMap(Content::schema)));
    }
}
