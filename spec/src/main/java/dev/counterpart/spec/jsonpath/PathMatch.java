package dev.counterpart.spec.jsonpath;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;

/**
 * A selected node.
 *
 * @param steps to it from the root: names and indexes
 */
public record PathMatch<N>(List<Object> steps, N node) {

    PathMatch<N> child(Object step, N child) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new PathMatch<>(longer, child);
    }

    JsonPointer pointer() {
        var pointer = JsonPointer.empty();
        for (var step : steps) {
            pointer =
                    step instanceof Integer index ? pointer.appendIndex(index) : pointer.appendProperty((String) step);
        }
        return pointer;
    }
}
