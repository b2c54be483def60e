package dev.counterpart.spec.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Nested values in forms and queries, with brackets in their names: {@code a[b]=1&a[c][0]=2}. OpenAPI defines only the
 * first level ({@code deepObject}). Deeper levels follow common practice: brackets that are empty or contain a number
 * refer to an element of an array.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-values">OpenAPI 3.1.1, Style Values</a>
 */
final class Brackets {

    /** The maximum number of levels. Deeper brackets belong to the last name. */
    private static final int MOST_LEVELS = 100;

    private static final Pattern INDEX = Pattern.compile("\\d*");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Brackets> members = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** The part of a name before its brackets; empty if it has none. */
    static Optional<String> base(String name) {
        int open = name.indexOf('[');
        return open > 0 && name.endsWith("]") ? Optional.of(name.substring(0, open)) : Optional.empty();
    }

    /** The values whose names are {@code base} followed by brackets; empty if there are none. */
    static Brackets of(String base, Pairs pairs) {
        var root = new Brackets();
        for (String name : pairs.names()) {
            if (base(name).filter(base::equals).isPresent()) {
                String inner = name.substring(base.length() + 1, name.length() - 1);
                root.put(List.of(inner.split("]\\[", MOST_LEVELS)), pairs.decodedValues(name));
            }
        }
        return root;
    }

    private void put(List<String> steps, List<String> values) {
        if (steps.isEmpty()) {
            texts.addAll(values);
        } else {
            members.computeIfAbsent(steps.get(0), any -> new Brackets()).put(steps.subList(1, steps.size()), values);
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The value, with its text converted as the schema declares. */
    JsonNode value(Optional<Shape> shape) {
        if (members.isEmpty()) {
            return leaf(shape);
        }
        return isList(shape) ? list(shape.flatMap(Shape::items)) : object(shape);
    }

    /** Several values of one name are an array only if the schema declares one; otherwise the last is used. */
    private JsonNode leaf(Optional<Shape> shape) {
        if (shape.map(Shape::isArray).orElse(false)) {
            var array = NODES.arrayNode();
            texts.forEach(text -> array.add(scalar(text, shape.flatMap(Shape::items))));
            return array;
        }
        return scalar(texts.get(texts.size() - 1), shape);
    }

    private static JsonNode scalar(String text, Optional<Shape> shape) {
        return shape.map(known -> Scalars.readings(text, known).get(0)).orElseGet(() -> NODES.stringNode(text));
    }

    private boolean isList(Optional<Shape> shape) {
        boolean indexed =
                members.keySet().stream().allMatch(key -> INDEX.matcher(key).matches());
        return indexed
                && shape.map(known -> known.isArray() || !known.isObject()).orElse(true);
    }

    private JsonNode list(Optional<Shape> items) {
        var array = NODES.arrayNode();
        for (var member : members.values()) {
            if (member.members.isEmpty()) {
                member.texts.forEach(text -> array.add(scalar(text, items)));
            } else {
                array.add(member.value(items));
            }
        }
        return array;
    }

    private JsonNode object(Optional<Shape> shape) {
        var object = NODES.objectNode();
        members.forEach((name, member) -> object.set(name, member.value(shape.flatMap(known -> known.property(name)))));
        return object;
    }
}
