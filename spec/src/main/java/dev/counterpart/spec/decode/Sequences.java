package dev.counterpart.spec.decode;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.rule.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Splits bodies that are sequences: lines of JSON, JSON texts with record separators, and server-sent events.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types">OpenAPI 3.2.0, Sequential Media Types</a>
 */
final class Sequences {

    /** Ends streams of several APIs; it is not an item. */
    private static final String DONE = "[DONE]";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Sequences() {}

    /** The items of the text, or why it is not such a sequence. */
    sealed interface Split {
        record Items(List<Decoded.Value> items) implements Split {}

        record Broken(Decoded.Malformed reason) implements Split {}
    }

    static Split split(String text, BodyFormat format, Shape item) {
        return switch (format) {
            case JSON_SEQUENCE -> texts(List.of(text.split("\u001e", -1)), "record");
            case EVENT_STREAM -> events(text, item);
            default -> texts(List.of(text.split("\r?\n", -1)), "line");
        };
    }

    private static Split texts(List<String> texts, String unit) {
        var items = new ArrayList<Decoded.Value>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.isBlank()) {
                continue;
            }
            var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (!(parsed instanceof Json.Parsed.Value value)) {
                int number = unit.equals("line") ? i + 1 : i;
                return new Split.Broken(new Decoded.Malformed(
                        "JSON in " + unit + " " + number + ": " + ((Json.Parsed.Malformed) parsed).reason(),
                        Violation.shortened(text)));
            }
            items.add(Decoded.Value.of(value.node()));
        }
        return new Split.Items(items);
    }

    /**
     * Events as objects with {@code data}, {@code event}, {@code id} and {@code retry}. Documents before 3.2 mostly describe the JSON in
     * {@code data}, so that is another reading. An event without a blank line after it is discarded (HTML Standard §9.2.6).
     */
    private static Split events(String text, Shape item) {
        var items = new ArrayList<Decoded.Value>();
        var fields = new ArrayList<String[]>();
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        for (String line : List.of(lines).subList(0, lines.length - 1)) {
            if (!line.isEmpty()) {
                field(line, fields);
            } else if (!fields.isEmpty()) {
                event(fields, item, items);
                fields.clear();
            }
        }
        return new Split.Items(items);
    }

    /** A line with a colon first is a comment. */
    private static void field(String line, List<String[]> fields) {
        int colon = line.indexOf(':');
        if (colon != 0) {
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            fields.add(new String[] {name, value.startsWith(" ") ? value.substring(1) : value});
        }
    }

    private static void event(List<String[]> fields, Shape item, List<Decoded.Value> items) {
        var event = NODES.objectNode();
        var data = fields.stream()
                .filter(field -> field[0].equals("data"))
                .map(field -> field[1])
                .collect(Collectors.joining("\n"));
        for (String[] field : fields) {
            String value = field[1];
            switch (field[0]) {
                case "data" -> event.put("data", data);
                case "event" -> event.put("event", value);
                case "id" -> event.put("id", value);
                case "retry" -> retry(event, value);
                default -> {}
            }
        }
        if (event.isEmpty() || (event.size() == 1 && data.strip().equals(DONE))) {
            return;
        }
        items.add(new Decoded.Value(readings(event, data, item)));
    }

    private static void retry(ObjectNode event, String value) {
        if (value.matches("\\d{1,18}")) {
            event.put("retry", Long.parseLong(value));
        }
    }

    /** Fields are texts, which a schema may describe as numbers or booleans, as that of Huma does for {@code id}. */
    private static void convert(ObjectNode event, String field, Shape item) {
        item.property(field)
                .filter(shape -> event.has(field) && !shape.declares("string") && !shape.isUnknown())
                .map(shape ->
                        Scalars.readings(event.get(field).asString(), shape).get(0))
                .ifPresent(value -> event.set(field, value));
    }

    private static List<JsonNode> readings(ObjectNode event, String data, Shape item) {
        convert(event, "id", item);
        convert(event, "event", item);
        var typed = item.property("data")
                .filter(shape -> !shape.declares("string") && !shape.isContent())
                .filter(shape -> event.has("data"))
                .<JsonNode>map(shape -> event.deepCopy().set("data", written(data, shape)))
                .orElse(event);
        var content = event.has("data") ? written(data, item) : event;
        if (item.properties().isEmpty()) {
            return List.of(content, typed);
        }
        // A schema of an object does not describe a text, and a schema without fields of events no event.
        if (isEvent(item)) {
            return content.isObject() ? List.of(typed, content) : List.of(typed);
        }
        return content.isObject() ? List.of(content) : List.of(content, typed);
    }

    /** Whether the schema describes the event, and not only its data. */
    private static boolean isEvent(Shape item) {
        return item.properties().containsKey("data")
                || item.properties().containsKey("event")
                || item.properties().containsKey("retry");
    }

    private static JsonNode written(String text, Shape shape) {
        boolean isText = shape.declares("string") && !shape.isObject() && !shape.isArray();
        if (!isText && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value) {
            return value.node();
        }
        return Scalars.readings(text, shape).get(0);
    }
}
