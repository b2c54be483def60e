package dev.counterpart.spec.decode;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
        var rows = new Rows(text, delimiter).read();
        if (rows.isEmpty()) {
            return new Decoded.Malformed("comma-separated values with quotes in pairs", "an open quote");
        }
        var item = shape.isArray() ? shape.items() : Optional.of(shape);
        boolean hasHeader =
                isObject(item) && !type.parameter("header").orElse("").equalsIgnoreCase("absent");
        var names = names(rows.get(), hasHeader, item);
        var lines = rows.get().stream().skip(hasHeader ? 1 : 0).toList();
        return new Decoded.Value(Stream.of(false, true)
                .map(emptyIsText -> values(lines, names, item, emptyIsText))
                .map(values -> shape.isArray() || values.size() != 1 ? values : values.get(0))
                .toList());
    }

    private static ArrayNode values(
            List<List<String>> lines, List<String> names, Optional<Shape> item, boolean emptyIsText) {
        var values = NODES.arrayNode();
        for (var row : lines) {
            values.add(isObject(item) ? object(row, names, item.orElseThrow(), emptyIsText) : plain(row, item));
        }
        return values;
    }

    private static boolean isObject(Optional<Shape> item) {
        return item.map(Shape::isObject).orElse(false);
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

    /** Splits a text into lines of cells, one character after the other. An empty last line does not count. */
    private static final class Rows {

        private final String text;
        private final char delimiter;
        private final List<List<String>> rows = new ArrayList<>();
        private final List<String> row = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private int at;
        private boolean isQuoted;
        private boolean isStarted;

        Rows(String text, char delimiter) {
            this.text = text;
            this.delimiter = delimiter;
            this.at = text.startsWith("\uFEFF") ? 1 : 0;
        }

        /** The cells of each line; empty if a quote is not closed. */
        Optional<List<List<String>>> read() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (isQuoted) {
                    quoted(c);
                } else {
                    unquoted(c);
                }
            }
            endRow();
            return isQuoted ? Optional.empty() : Optional.of(rows);
        }

        private void quoted(char c) {
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                isQuoted = false;
            }
        }

        private void unquoted(char c) {
            if (c == '"' && cell.isEmpty()) {
                isQuoted = true;
                isStarted = true;
            } else if (c == delimiter) {
                endCell();
                isStarted = true;
            } else if (c == '\n' || c == '\r') {
                endRow();
            } else {
                cell.append(c);
            }
        }

        private void endCell() {
            row.add(cell.toString());
            cell.setLength(0);
        }

        private void endRow() {
            if (isStarted || !cell.isEmpty()) {
                endCell();
                rows.add(List.copyOf(row));
            }
            row.clear();
            isStarted = false;
        }
    }
}
