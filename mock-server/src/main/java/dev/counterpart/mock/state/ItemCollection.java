package dev.counterpart.mock.state;

import dev.counterpart.fixtures.StateRules;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A collection that a contract declares: {@code /pets}, and its items, {@code /pets/{petId}}.
 *
 * @param path of the collection
 * @param variable the path parameter that names an item
 * @param id the property that holds the same value
 * @param item the schema of an item in responses
 * @param envelope the property of a list response that holds the items, with slashes if it is nested; empty if the response is the list
 * @param itemPath the path of an item, with variables
 * @param rules what people have said about it
 */
public record ItemCollection(
        String path,
        String variable,
        String id,
        Schema item,
        Optional<String> envelope,
        List<Operation> operations,
        String itemPath,
        StateRules.Collection rules) {

    public ItemCollection {
        operations = List.copyOf(operations);
    }

    /** Whether the operation is about one item, not about the collection. */
    public boolean isOfItem(Operation operation) {
        return !operation.key().path().equals(path);
    }

    /** The name of the collection for certain values of the path parameters: {@code /users/7/orders}. */
    public String name(Map<String, String> pathValues) {
        return filled(path, pathValues);
    }

    /** Whether a name is that of the collection for some values of the path parameters. */
    public boolean hasName(String name) {
        var expected = List.of(path.split("/", -1));
        var actual = List.of(name.split("/", -1));
        return expected.size() == actual.size()
                && IntStream.range(0, expected.size())
                        .allMatch(i -> expected.get(i).startsWith("{")
                                || expected.get(i).equals(actual.get(i)));
    }

    /**
     * The path of an item, percent-encoded and below the same prefix as a request to the collection.
     *
     * @param requested the path of the request
     */
    public String pathOf(String id, String requested, Map<String, String> pathValues) {
        String trimmed = requested.replaceAll("/$", "");
        if (itemPath.equals(path + "/{" + variable + "}")) {
            return trimmed + "/" + PercentEncoding.encoded(id);
        }
        var values = new HashMap<>(pathValues);
        values.put(variable, id);
        values.replaceAll((name, value) -> PercentEncoding.encoded(value));
        long depth = path.chars().filter(c -> c == '/').count();
        var segments = List.of(trimmed.split("/", -1));
        String prefix = String.join("/", segments.subList(0, (int) Math.max(1, segments.size() - depth)));
        return prefix + filled(itemPath, values);
    }

    private static String filled(String template, Map<String, String> pathValues) {
        var segments = new ArrayList<String>();
        for (String segment : template.split("/", -1)) {
            boolean isVariable = segment.startsWith("{") && segment.endsWith("}");
            segments.add(
                    isVariable
                            ? pathValues.getOrDefault(segment.substring(1, segment.length() - 1), segment)
                            : segment);
        }
        return String.join("/", segments);
    }

    /** The node at a property name, which may be nested with slashes. */
    public static JsonNode at(JsonNode node, String property) {
        var found = node;
        for (String name : property.split("/", -1)) {
            found = found.path(name);
        }
        return found;
    }
}
