package dev.counterpart.mock.state;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection that a contract declares: {@code /pets}, and its items, {@code /pets/{petId}}.
 *
 * @param path of the collection
 * @param variable the path parameter that names an item
 * @param id the property that holds the same value
 * @param item the schema of an item in responses
 * @param envelope the property of a list response that holds the items; empty if the response is the list
 */
public record ItemCollection(
        String path, String variable, String id, Schema item, Optional<String> envelope, List<Operation> operations) {

    public ItemCollection {
        operations = List.copyOf(operations);
    }

    /** Whether the operation is about one item, not about the collection. */
    public boolean isOfItem(Operation operation) {
        return !operation.key().path().equals(path);
    }

    /** The name of the collection for certain values of the path parameters: {@code /users/7/orders}. */
    public String name(Map<String, String> pathValues) {
        var segments = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            boolean isVariable = segment.startsWith("{") && segment.endsWith("}");
            segments.add(
                    isVariable
                            ? pathValues.getOrDefault(segment.substring(1, segment.length() - 1), segment)
                            : segment);
        }
        return String.join("/", segments);
    }
}
