package dev.counterpart.spec.write;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.http.BodyFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Arrays as sequences: lines of JSON, JSON texts with record separators, or server-sent events.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types">OpenAPI 3.2.0, Sequential Media Types</a>
 */
final class SequenceWriter {

    private static final Set<String> FIELDS = Set.of("data", "event", "id", "retry", "comment");
    private static final Pattern FIELD = Pattern.compile("(?m)^(data|event|id|retry)?:");

    private static final Pattern BLANK_LINE_AT_END = Pattern.compile("(\\r\\n|\\n|\\r)(\\r\\n|\\n|\\r)\\z");

    private SequenceWriter() {}

    /** @param shape of an item */
    static String text(JsonNode value, BodyFormat format, Shape shape) {
        var items = value.isArray() ? value : List.of(value);
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> switch (format) {
                    case JSON_SEQUENCE -> "\u001e" + Json.text(item) + "\n";
                    case EVENT_STREAM -> event(item, shape);
                    default -> Json.text(item) + "\n";
                })
                .collect(Collectors.joining());
    }

    /** Whether a text is such a sequence already. */
    static boolean isWritten(String text, BodyFormat format) {
        return switch (format) {
            case EVENT_STREAM -> FIELD.matcher(text).find();
            case JSON_SEQUENCE -> text.startsWith("\u001e");
            default -> text.lines().filter(line -> !line.isBlank()).allMatch(SequenceWriter::isJson);
        };
    }

    /** A text that is such a sequence already; the last event gets its blank line, without which clients discard it. */
    static String completed(String text, BodyFormat format) {
        if (format != BodyFormat.EVENT_STREAM || BLANK_LINE_AT_END.matcher(text).find()) {
            return text;
        }
        return text + (text.endsWith("\n") || text.endsWith("\r") ? "\n" : "\n\n");
    }

    private static boolean isJson(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value;
    }

    /** An event with the fields of the object if the schema describes an event, otherwise with the item as its data. */
    private static String event(JsonNode item, Shape shape) {
        boolean isEvent = item.isObject()
                && !item.isEmpty()
                && item.propertyNames().stream().allMatch(FIELDS::contains)
                && (item.has("data") || item.has("event") || item.has("retry"))
                && (shape.properties().isEmpty()
                        || shape.properties().keySet().stream().anyMatch(Set.of("data", "event", "retry")::contains));
        if (!isEvent) {
            return field("data", ParameterWriter.text(item)) + "\n";
        }
        var event = new StringBuilder();
        for (var member : item.properties()) {
            String name = member.getKey().equals("comment") ? "" : member.getKey();
            event.append(field(name, ParameterWriter.text(member.getValue())));
        }
        return event.append('\n').toString();
    }

    /** A line for each line of the text. */
    private static String field(String name, String text) {
        return text.lines()
                .map(line -> name + ": " + line + "\n")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), lines -> lines.isEmpty() ? name + ":\n" : lines));
    }
}
