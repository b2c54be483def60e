package dev.counterpart.spec.overlay;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The nodes that a JSONPath (RFC 9535) selects, as paths of names and indexes. */
public final class JsonPaths {

    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new Nodes())
            .mappingProvider(new NoMapping())
            .options(Option.AS_PATH_LIST, Option.ALWAYS_RETURN_LIST)
            .build();

    private JsonPaths() {}

    /** The text is not a JSONPath. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A node and the steps to it. */
    private record Found(List<Object> steps, EditedNode node) {

        Found child(Object step) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Found(longer, Objects.requireNonNull(node.child(step), "the step was found in this node"));
        }

        List<Found> children() {
            return Stream.concat(
                            node.names().stream(),
                            IntStream.range(0, node.elements().size()).boxed())
                    .map(this::child)
                    .toList();
        }
    }

    /** The nodes that a path selects, in order; none if there are none. */
    public static List<JsonNode> nodes(String path, JsonNode root) throws Malformed {
        var found = new ArrayList<JsonNode>();
        for (var steps : selected(path, EditedNode.of(root))) {
            var node = root;
            for (var step : steps) {
                node = step instanceof Integer index ? node.path(index) : node.path((String) step);
            }
            found.add(node);
        }
        return found;
    }

    /** The places of the nodes that a path selects, as pointers. */
    public static List<JsonPointer> pointers(String path, JsonNode root) throws Malformed {
        var found = new ArrayList<JsonPointer>();
        for (var steps : selected(path, EditedNode.of(root))) {
            var pointer = JsonPointer.empty();
            for (var step : steps) {
                pointer = step instanceof Integer index
                        ? pointer.appendIndex(index)
                        : pointer.appendProperty((String) step);
            }
            found.add(pointer);
        }
        return found;
    }

    /** The selected nodes; none if there are none. */
    static List<List<Object>> selected(String path, EditedNode root) throws Malformed {
        if (!isBalanced(path)) {
            throw new Malformed("a bracket or a quotation mark has no counterpart");
        }
        try {
            return selected(path, List.of(new Found(List.of(), root))).stream()
                    .map(Found::steps)
                    .distinct()
                    .toList();
        } catch (JsonPathException | IllegalArgumentException | LinkageError malformed) {
            throw new Malformed(String.valueOf(malformed.getMessage()));
        }
    }

    /**
     * Evaluates a path on each of those nodes. Filters are evaluated on the children of a node, in a list of their own: the library
     * evaluates those of an object on the object itself, which RFC 9535 §2.3.5 does not.
     */
    private static List<Found> selected(String path, List<Found> nodes) {
        int filter = path.indexOf("[?");
        if (filter < 0) {
            return all(path, nodes);
        }
        int end = end(path, filter);
        String before = path.substring(0, filter);
        var parents = before.endsWith("..")
                ? Stream.concat(all(before.substring(0, filter - 2), nodes).stream(), all(before + "*", nodes).stream())
                        .toList()
                : all(before, nodes);
        String condition = path.substring(filter + 2, end);
        var chosen = parents.stream()
                .flatMap(parent -> filtered(condition, parent.children()).stream())
                .toList();
        return selected("$" + path.substring(end + 1), chosen);
    }

    private static List<Found> filtered(String condition, List<Found> children) {
        if (!FilterFunctions.isCalled(condition)) {
            return compared(condition, children);
        }
        return children.stream()
                .filter(child -> !compared(
                                FilterFunctions.applied(condition, child.node(), JsonPaths::values), List.of(child))
                        .isEmpty())
                .toList();
    }

    private static List<EditedNode> values(String path, EditedNode node) {
        return selected(path, List.of(new Found(List.of(), node))).stream()
                .map(Found::node)
                .toList();
    }

    private static List<Found> compared(String condition, List<Found> children) {
        var values = EditedNode.listOf(children.stream().map(Found::node).toList());
        return all("$[?(" + condition + ")]", List.of(new Found(List.of(), values))).stream()
                .map(found -> children.get((Integer) found.steps().get(0)))
                .toList();
    }

    /** The bracket that closes the one at {@code start}. */
    private static int end(String path, int start) {
        int end = start + 1;
        while (!isBalanced(path.substring(start, end))) {
            end++;
        }
        return end - 1;
    }

    /** A path without filters between its steps, on each of those nodes. */
    private static List<Found> all(String path, List<Found> nodes) {
        return nodes.stream().flatMap(node -> one(path, node).stream()).toList();
    }

    private static List<Found> one(String path, Found start) {
        if (path.equals("$")) {
            return List.of(start);
        }
        if (!start.node().isObject() && !start.node().isArray()) {
            return List.of();
        }
        try {
            List<String> found = JsonPath.compile(path).read(start.node(), CONFIGURATION);
            return found.stream().map(each -> walked(each, start)).toList();
        } catch (PathNotFoundException nothing) {
            return List.of();
        }
    }

    /** The library reads an incomplete path as far as it goes, which would select other nodes than were meant. */
    private static boolean isBalanced(String path) {
        int depth = 0;
        int quote = 0;
        for (int i = 0; i < path.length() && depth >= 0; i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if (c == ']' || c == ')') {
                depth--;
            }
        }
        return depth == 0 && quote == 0;
    }

    /** The node at a path as the library returns it. It does not escape names, so they are looked up. */
    private static Found walked(String path, Found start) {
        var node = start;
        String rest = path.substring(1);
        while (!rest.isEmpty()) {
            if (node.node().isObject()) {
                String name = name(node.node().names(), rest);
                node = node.child(name);
                rest = rest.substring(name.length() + 4);
            } else {
                int end = rest.indexOf(']');
                node = node.child(Integer.valueOf(rest.substring(1, end)));
                rest = rest.substring(end + 1);
            }
        }
        return node;
    }

    private static String name(Set<String> names, String rest) {
        return names.stream()
                .filter(name -> rest.startsWith("['" + name + "']"))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new IllegalStateException("the library returned a path that does not exist"));
    }

    /** Reads the nodes of a document, and lists of the JDK for results. Nothing is parsed or written. */
    private static final class Nodes extends AbstractJsonProvider {

        @Override
        public boolean isArray(Object object) {
            return object instanceof EditedNode node ? node.isArray() : super.isArray(object);
        }

        @Override
        public boolean isMap(Object object) {
            return object instanceof EditedNode node ? node.isObject() : super.isMap(object);
        }

        @Override
        public Object getArrayIndex(Object object, int index) {
            return object instanceof EditedNode node ? node.elements().get(index) : super.getArrayIndex(object, index);
        }

        @Override
        public Object getMapValue(Object object, String name) {
            var child = object instanceof EditedNode node ? node.child(name) : null;
            return child == null ? UNDEFINED : child;
        }

        @Override
        public Collection<String> getPropertyKeys(Object object) {
            return object instanceof EditedNode node ? node.names() : super.getPropertyKeys(object);
        }

        @Override
        public int length(Object object) {
            if (!(object instanceof EditedNode node)) {
                return super.length(object);
            }
            return node.isObject()
                    ? node.names().size()
                    : node.isArray()
                            ? node.elements().size()
                            : String.valueOf(node.scalar()).length();
        }

        @Override
        public Iterable<?> toIterable(Object object) {
            return object instanceof EditedNode node ? node.elements() : super.toIterable(object);
        }

        @Override
        public @Nullable Object unwrap(@Nullable Object object) {
            return object instanceof EditedNode node && !node.isObject() && !node.isArray() ? node.scalar() : object;
        }

        @Override
        public Object parse(String json) {
            throw new UnsupportedOperationException("documents are parsed by TreeReader");
        }

        @Override
        public Object parse(InputStream json, String charset) {
            throw new UnsupportedOperationException("documents are parsed by TreeReader");
        }

        @Override
        public String toJson(Object object) {
            return String.valueOf(object);
        }

        @Override
        public Object createArray() {
            return new ArrayList<>();
        }

        @Override
        public Object createMap() {
            return new LinkedHashMap<>();
        }
    }

    private static final class NoMapping implements MappingProvider {

        @Override
        @SuppressWarnings("unchecked") // paths are read as they are
        public <T> T map(Object source, Class<T> type, Configuration configuration) {
            return (T) source;
        }

        @Override
        @SuppressWarnings("unchecked") // paths are read as they are
        public <T> T map(Object source, TypeRef<T> type, Configuration configuration) {
            return (T) source;
        }
    }
}
