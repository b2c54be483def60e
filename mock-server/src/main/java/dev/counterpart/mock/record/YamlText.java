package dev.counterpart.mock.record;

import dev.counterpart.spec.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Writes JSON values as YAML 1.2 that reads back as the same values. */
public final class YamlText {

    /** Text that needs no quotes, in block and flow style. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/](?:[A-Za-z0-9_./@+ -]|:(?=[^ ]))*(?<![ :])");

    /** Plain text that readers of YAML 1.1 or 1.2 take for something else, in lower case. */
    private static final Set<String> RESERVED = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    /** Containers of up to this width are written on one line, in characters. */
    private static final int WIDEST_FLOW = 80;

    private static final String STEP = "  ";

    private YamlText() {}

    /** The object as lines, each with its end; {@code {}} if it is empty. */
    public static String of(JsonNode object) {
        var text = new StringBuilder();
        if (object.isEmpty() || !object.isObject()) {
            return flow(object) + "\n";
        }
        members(object, "", text);
        return text.toString();
    }

    /** The value after {@code key:}, indented by {@code indent}, which is the indentation of the key. */
    static String member(String key, JsonNode value, String indent) {
        var text = new StringBuilder(indent).append(scalar(key)).append(':');
        value(value, indent, text);
        return text.toString();
    }

    private static void members(JsonNode object, String indent, StringBuilder text) {
        object.properties().forEach(member -> text.append(member(member.getKey(), member.getValue(), indent)));
    }

    private static void value(JsonNode value, String indent, StringBuilder text) {
        if (isFlow(value)) {
            text.append(' ').append(flow(value)).append('\n');
        } else if (value.isObject()) {
            text.append('\n');
            members(value, indent + STEP, text);
        } else {
            text.append('\n');
            items(value, indent + STEP, text);
        }
    }

    private static void items(JsonNode array, String indent, StringBuilder text) {
        for (var item : array.values()) {
            text.append(indent).append('-');
            if (isFlow(item)) {
                text.append(' ').append(flow(item)).append('\n');
            } else if (item.isObject()) {
                var inner = new StringBuilder();
                members(item, indent + STEP, inner);
                text.append(' ').append(inner.substring(indent.length() + STEP.length()));
            } else {
                text.append('\n');
                items(item, indent + STEP, text);
            }
        }
    }

    /** Scalars, empty containers, short lists of scalars and short matchers. */
    private static boolean isFlow(JsonNode value) {
        if (value.isValueNode() || value.isEmpty()) {
            return true;
        }
        Predicate<JsonNode> isLeaf = each -> each.isValueNode() || (each.isArray() && isFlow(each));
        boolean isShort = value.isArray()
                ? value.valueStream().allMatch(JsonNode::isValueNode)
                : value.size() == 1 && value.valueStream().allMatch(isLeaf);
        return isShort && flow(value).length() <= WIDEST_FLOW;
    }

    private static String flow(JsonNode value) {
        if (value.isObject()) {
            List<String> members = value.properties().stream()
                    .map(member -> scalar(member.getKey()) + ": " + flow(member.getValue()))
                    .toList();
            return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
        }
        if (value.isArray()) {
            return "["
                    + String.join(", ", value.valueStream().map(YamlText::flow).toList())
                    + "]";
        }
        return value.isString() ? scalar(value.asString()) : Json.text(value);
    }

    private static String scalar(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT));
        return isPlain ? text : quoted(text);
    }

    /** In double quotes, with everything escaped that YAML does not count as printable (YAML 1.2.2 §5.1). */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> isPrintable(c) ? Character.toString(c) : String.format("\\u%04x", c);
        };
    }

    private static boolean isPrintable(int c) {
        boolean isSeparator = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        return (c >= ' ' && c <= '~')
                || (c >= 0xA0 && c <= 0xD7FF && !isSeparator)
                || (c >= 0xE000 && c <= 0xFFFD && !isSeparator)
                || c > 0xFFFF;
    }
}
