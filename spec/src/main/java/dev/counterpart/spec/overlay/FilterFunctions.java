package dev.counterpart.spec.overlay;

import dev.counterpart.spec.format.EcmaPattern;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions of filters, which the library does not have. A call is replaced by its value for one node.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.4">RFC 9535 §2.4</a>
 */
final class FilterFunctions {

    private static final Pattern CALL = Pattern.compile("\\b(count|length|value|match|search)\\(\\s*"
            + "(@(?:\\[[^\\]]*\\]|[^\\s(),\\[])*)\\s*(?:,\\s*('[^']*'|\"[^\"]*\")\\s*)?\\)");

    /** A part of a comparison, or a whole condition. */
    private static final String TRUE = "1==1";

    private static final String FALSE = "1==2";

    private FilterFunctions() {}

    static boolean isCalled(String condition) {
        return CALL.matcher(condition).find();
    }

    /**
     * The condition for one node.
     *
     * @param selected the values that a path selects in the node
     */
    static String applied(
            String condition, EditedNode node, BiFunction<String, EditedNode, List<EditedNode>> selected) {
        return CALL.matcher(condition).replaceAll(call -> {
            var found = selected.apply("$" + call.group(2).substring(1), node);
            return Matcher.quoteReplacement(value(call.group(1), found, call.group(3)));
        });
    }

    private static String value(String name, List<EditedNode> found, @Nullable String pattern) {
        var first = found.size() == 1 ? found.get(0) : null;
        return switch (name) {
            case "count" -> Integer.toString(found.size());
            case "length" -> length(first);
            case "value" -> literal(scalar(first));
            default -> matches(name, scalar(first), pattern) ? TRUE : FALSE;
        };
    }

    /** The value for a comparison; null for an object or a list. */
    private static @Nullable Object scalar(@Nullable EditedNode node) {
        return node == null || node.isArray() || node.isObject() ? null : node.scalar();
    }

    private static String length(@Nullable EditedNode node) {
        if (node != null && (node.isArray() || node.isObject())) {
            return Integer.toString(node.elements().size() + node.names().size());
        }
        return scalar(node) instanceof String text ? Integer.toString(text.codePointCount(0, text.length())) : "null";
    }

    private static String literal(@Nullable Object value) {
        return value instanceof String text
                ? "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
                : String.valueOf(value);
    }

    private static boolean matches(String name, @Nullable Object value, @Nullable String written) {
        if (!(value instanceof String text) || written == null) {
            return false;
        }
        String pattern = written.substring(1, written.length() - 1);
        String whole = name.equals("match") ? "^(?:" + pattern + ")$" : pattern;
        return EcmaPattern.compile(whole).filter(each -> each.finds(text)).isPresent();
    }
}
