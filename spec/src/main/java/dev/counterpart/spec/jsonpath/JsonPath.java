package dev.counterpart.spec.jsonpath;

import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A JSONPath. A hyphen in a name without quotation marks, as in {@code $.x-name}, is read too.
 *
 * <p>Immutable, thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535</a>
 */
public final class JsonPath {

    /** The most nodes that one segment may select. */
    private static final int MOST_NODES = 500_000;

    private final Query query;
    private final boolean isStandard;

    private JsonPath(Query query, boolean isStandard) {
        this.query = query;
        this.isStandard = isStandard;
    }

    /** The text is not a JSONPath, or selects too many nodes. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason, null, false, false);
        }

        /** In plain words. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws Malformed if the text is not a JSONPath, with the reason as its message */
    public static JsonPath parse(String text) throws Malformed {
        var parser = new PathParser(text);
        return new JsonPath(parser.path(), !parser.hasBareHyphens());
    }

    /** Whether the standard allows it: other programs may refuse names with a hyphen and without quotation marks. */
    public boolean isStandard() {
        return isStandard;
    }

    /** The selected nodes of a tree, in order; a node that was selected twice is there twice. */
    public <N> List<PathMatch<N>> selected(PathTree<N> tree, N root) throws Malformed {
        return new Evaluation<>(tree, root, MOST_NODES).selected(query);
    }

    /** The nodes that a path selects, in order. */
    public static List<JsonNode> nodes(String path, JsonNode root) throws Malformed {
        return parse(path).selected(PathTree.JSON, root).stream()
                .map(PathMatch::node)
                .toList();
    }

    /** The places of the nodes that a path selects, each once. */
    public static List<JsonPointer> pointers(String path, JsonNode root) throws Malformed {
        return parse(path).selected(PathTree.JSON, root).stream()
                .map(PathMatch::pointer)
                .distinct()
                .toList();
    }
}
