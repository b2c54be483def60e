package dev.counterpart.spec.decode;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes comma-separated values. Where the schema declares objects, the first line has the names of the properties.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Csv {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Csv() {}

    /**
     * The rows of the text as values. An empty cell has two readings: no property, or the empty string.
     *
     * @param shape of an array of objects, arrays or scalars, or of one object
     */
    static Decoded decoded(String text, char delimiter, MediaType type, Shape shape) {
        var rows = rows(text, delimiter);
        if (rows.isEmpty()) {
            return new Decoded.Malformed("comma-separated values with quotes in pairs", "an open quote");
        }
        var item = shape.isArray() ? shape.items() : Optional.of(shape);
        boolean isObject = item.map(Shape::isObject).orElse(false);
        boolean hasHeader = isObject && !type.parameter("header").orElse("").equalsIgnoreCase("absent");
        var readings = new ArrayList<JsonNode>();
        for (boolean emptyIsText : List.of(false, true)) {
            var values = NODES.arrayNode();
            var names = names(rows.get(), hasHeader, item);
            for (var row : rows.get()
                    .subList(
                            hasHeader && !rows.get().isEmpty() ? 1 : 0,
                            rows.get().size())) {
                values.add(isObject ? object(row, names, item.orElseThrow(), emptyIsText) : plain(row, item));
            }
            readings.add(shape.isArray() || values.size() != 1 ? values : values.get(0));
        }
        return new Decoded.Value(readings);
    }

    private static List<String> names(List<List<String>> rows, boolean hasHeader, Optional<Shape> item) {
        if (hasHeader && !rows.isEmpty()) {
            return rows.get(0);
        }
        return item.map(known -> List.copyOf(known.properties().keySet())).orElse(List.of());
    }

    private static ObjectNode object(List<String> row, List<String> names, Shape shape, boolean emptyIsText) {
        var object = NODES.objectNode();
        for (int i = 0; i < row.size(); i++) {
            String name = i < names.size() ? names.get(i) : "column " + (i + 1);
            String cell = row.get(i);
            var property = shape.property(name);
            if (cell.isEmpty() && property.map(known -> known.declares("null")).orElse(false)) {
                object.putNull(name);
            } else if (!cell.isEmpty() || emptyIsText) {
                object.set(name, cell(cell, property));
            }
        }
        return object;
    }

    private static JsonNode plain(List<String> row, Optional<Shape> item) {
        if (item.map(Shape::isArray).orElse(false)) {
            var array = NODES.arrayNode();
            row.forEach(cell -> array.add(cell(cell, item.flatMap(Shape::items))));
            return array;
        }
        return cell(row.get(0), item);
    }

    /** A cell; arrays and objects are JSON. */
    private static JsonNode cell(String text, Optional<Shape> shape) {
        boolean isContainer =
                shape.map(known -> known.isArray() || known.isObject()).orElse(false);
        if (isContainer && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value) {
            return value.node();
        }
        return shape.map(known -> Scalars.readings(text, known).get(0)).orElseGet(() -> NODES.stringNode(text));
    }

    /** The cells of each line; empty if a quote is not closed. An empty last line does not count. */
    private static Optional<List<List<String>>> rows(String text, char delimiter) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
                started = true;
            } else if (c == delimiter) {
                row.add(cell.toString());
                cell.setLength(0);
                started = true;
            } else if (c == '\n' || c == '\r') {
                if (started || !cell.isEmpty()) {
                    row.add(cell.toString());
                    rows.add(List.copyOf(row));
                }
                row.clear();
                cell.setLength(0);
                started = false;
            } else {
                cell.append(c);
            }
        }
        if (started || !cell.isEmpty()) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        return quoted ? Optional.empty() : Optional.of(rows);
    }
}
