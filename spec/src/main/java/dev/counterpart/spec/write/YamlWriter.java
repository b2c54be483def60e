package dev.counterpart.spec.write;

import dev.counterpart.spec.Json;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values as YAML in block style. Texts are quoted, so that none is read as another type (YAML 1.2.2 §7.3.1). */
public final class YamlWriter {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlWriter() {}

    static String text(JsonNode value) {
        var yaml = new StringBuilder();
        write(value, 0, yaml);
        return yaml.append('\n').toString();
    }

    private static void write(JsonNode value, int depth, StringBuilder yaml) {
        if (isBlock(value) && value.isObject()) {
            boolean first = true;
            for (var member : value.properties()) {
                start(first, depth, yaml);
                first = false;
                yaml.append(name(member.getKey())).append(':');
                yaml.append(isBlock(member.getValue()) ? "\n" + "  ".repeat(depth + 1) : " ");
                write(member.getValue(), depth + 1, yaml);
            }
        } else if (isBlock(value)) {
            boolean first = true;
            for (var item : value) {
                start(first, depth, yaml);
                first = false;
                yaml.append("- ");
                write(item, depth + 1, yaml);
            }
        } else {
            yaml.append(Json.text(value));
        }
    }

    private static boolean isBlock(JsonNode value) {
        return value.isContainer() && !value.isEmpty();
    }

    private static void start(boolean first, int depth, StringBuilder yaml) {
        if (!first) {
            yaml.append('\n').append("  ".repeat(depth));
        }
    }

    /** A name as a key, or as an element of a list: quoted, if it may be read as something else. */
    public static String name(String name) {
        boolean isPlain = PLAIN_KEY.matcher(name).matches() && !WORDS.contains(name.toLowerCase(java.util.Locale.ROOT));
        return isPlain ? name : Json.text(JsonNodeFactory.instance.stringNode(name));
    }
}
