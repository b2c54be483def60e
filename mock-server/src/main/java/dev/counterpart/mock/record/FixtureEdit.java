package dev.counterpart.mock.record;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.format.JsonValue;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the body in the text of a fixture. All other text stays as it is: conditions, headers, comments. */
final class FixtureEdit {

    private static final Pattern BLOCK = Pattern.compile("response:[ \\t]*(?:#.*)?");
    private static final int DEEPEST = 200;
    private static final int MOST_NODES = 1_000_000;

    private final List<String> lines;
    private final JsonNode body;

    private FixtureEdit(String text, JsonNode body) {
        this.lines = new ArrayList<>(List.of(text.split("\\R", -1)));
        this.body = body;
    }

    /** The text of a full fixture with another body; empty if its form does not allow that. */
    static Optional<String> withBody(String text, JsonNode body) {
        var before = tree(text);
        if (before.isEmpty() || before.get().path("response").has("bodyFile")) {
            return Optional.empty();
        }
        var edit = new FixtureEdit(text, body);
        boolean isEdited = edit.block() || edit.inline(before.get());
        String after = String.join("\n", edit.lines);
        return isEdited && isOnlyBody(before.get(), tree(after), body) ? Optional.of(after) : Optional.empty();
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            var tree = TreeReader.read(text.getBytes(StandardCharsets.UTF_8), DEEPEST, MOST_NODES)
                    .root();
            return tree.isObject() ? Optional.of(tree) : Optional.empty();
        } catch (Unreadable broken) {
            return Optional.empty();
        }
    }

    private static boolean isOnlyBody(JsonNode before, Optional<JsonNode> after, JsonNode body) {
        if (after.isEmpty() || !(before.deepCopy() instanceof ObjectNode wanted)) {
            return false;
        }
        var response = wanted.withObjectProperty("response");
        response.set("body", body);
        return JsonValue.of(wanted).equals(JsonValue.of(after.get()));
    }

    /** In block style, the lines of the body are replaced. */
    private boolean block() {
        int response = first(0, lines.size(), 0, BLOCK);
        if (response < 0) {
            return false;
        }
        int indent = indentAfter(response);
        int key = first(response + 1, end(response, 0), indent, Pattern.compile("body:(?:\\s.*)?"));
        if (indent == 0 || key < 0) {
            return false;
        }
        replace(key, end(key, indent), YamlText.member("body", body, " ".repeat(indent)));
        return true;
    }

    /** In flow style, the response is written again in block style. */
    private boolean inline(JsonNode before) {
        int response = first(0, lines.size(), 0, Pattern.compile("response:.*"));
        if (response < 0 || !(before.path("response").deepCopy() instanceof ObjectNode copy)) {
            return false;
        }
        copy.set("body", body);
        replace(response, end(response, 0), YamlText.member("response", copy, ""));
        return true;
    }

    private int first(int from, int to, int indent, Pattern key) {
        for (int i = from; i < to; i++) {
            String line = lines.get(i);
            if (indent(line) == indent && key.matcher(line.strip()).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** The indentation of the members below a line; 0 if there are none. */
    private int indentAfter(int line) {
        for (int i = line + 1; i < lines.size(); i++) {
            if (!isBlankOrComment(lines.get(i))) {
                return indent(lines.get(i));
            }
        }
        return 0;
    }

    /** The line after the value of a key: the next one that is not deeper, without comments and empty lines before it. */
    private int end(int key, int indent) {
        int end = key + 1;
        while (end < lines.size() && (isBlankOrComment(lines.get(end)) || isInside(lines.get(end), indent))) {
            end++;
        }
        while (end > key + 1 && isBlankOrComment(lines.get(end - 1)) && indent(lines.get(end - 1)) <= indent) {
            end--;
        }
        return end;
    }

    /** Items of a list may be as deep as its key. */
    private static boolean isInside(String line, int indent) {
        int own = indent(line);
        return own > indent
                || (own == indent
                        && (line.strip().startsWith("- ") || line.strip().equals("-")));
    }

    private static boolean isBlankOrComment(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private void replace(int from, int to, String text) {
        lines.subList(from, to).clear();
        lines.addAll(from, List.of(text.stripTrailing().split("\n", -1)));
    }

    /** The text of a plain fixture that is JSON. */
    static String plain(JsonNode body) {
        return Json.pretty(body) + "\n";
    }
}
