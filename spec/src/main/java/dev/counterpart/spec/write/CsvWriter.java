package dev.counterpart.spec.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Arrays as comma-separated values: objects with a line of names first, arrays as lines, scalars one a line. Arrays and objects in a cell are
 * JSON, and {@code null} is an empty cell.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvWriter {

    private CsvWriter() {}

    static String text(JsonNode value, char delimiter, boolean hasHeader) {
        var rows = value.isArray() ? value.valueStream().toList() : List.of(value);
        var names = new LinkedHashSet<String>();
        rows.stream().filter(JsonNode::isObject).forEach(row -> names.addAll(row.propertyNames()));
        var lines = new ArrayList<String>();
        if (hasHeader && !names.isEmpty()) {
            lines.add(names.stream().map(name -> quoted(name, delimiter)).collect(Collectors.joining("" + delimiter)));
        }
        for (var row : rows) {
            lines.add(
                    row.isObject()
                            ? names.stream()
                                    .map(name -> cell(row.path(name), delimiter))
                                    .collect(Collectors.joining("" + delimiter))
                            : line(row, delimiter));
        }
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String line(JsonNode row, char delimiter) {
        return row.isArray()
                ? row.valueStream().map(cell -> cell(cell, delimiter)).collect(Collectors.joining("" + delimiter))
                : cell(row, delimiter);
    }

    private static String cell(JsonNode value, char delimiter) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = ParameterWriter.text(value);
        return text.isEmpty() ? "\"\"" : quoted(text, delimiter);
    }

    private static String quoted(String text, char delimiter) {
        boolean isPlain = text.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r' || c == delimiter)
                && !text.startsWith("\uFEFF");
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
