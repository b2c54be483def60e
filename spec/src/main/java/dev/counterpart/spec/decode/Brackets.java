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
 * Names with brackets, as web forms and queries write nested values: {@code a[b]=1&a[c][0]=2}. OpenAPI defines the first
 * level only ({@code deepObject}); deeper ones are read as everybody writes them: a number or nothing in the brackets of a
 * list is an element of it.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-values">OpenAPI 3.1.1, Style Values</a>
 */
final class Brackets {

    /** The most levels that are read; what is deeper belongs to the last name. */
    private static final int MOST_LEVELS = 100;

    private static final Pattern INDEX = Pattern.compile("\\d*");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Brackets> members = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** What stands before the brackets of a name; nothing where it has none. */
    static Optional<String> base(String name) {
        int open = name.indexOf('[');
        return open > 0 && name.endsWith("]") ? Optional.of(name.substring(0, open)) : Optional.empty();
    }

    /** The values whose names are {@code base} and brackets; empty where there are none. */
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

    /** The value, its texts read as the schema says. */
    JsonNode value(Optional<Shape> shape) {
        if (members.isEmpty()) {
            return leaf(shape);
        }
        return isList(shape) ? list(shape.flatMap(Shape::items)) : object(shape);
    }

    /** Several texts of one name are a list only where one is declared; else the last counts. */
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
