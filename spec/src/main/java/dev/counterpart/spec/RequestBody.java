package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import java.util.List;

/**
 * The request body of an operation.
 *
 * @param content in document order
 */
public record RequestBody(boolean required, List<Content> content, Place place) {

    public RequestBody {
        content = List.copyOf(content);
    }
}
