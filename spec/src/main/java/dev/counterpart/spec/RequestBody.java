package dev.counterpart.spec;

import java.util.List;

/**
 * The body that an operation takes.
 *
 * @param content in the order of the document
 */
public record RequestBody(boolean required, List<Content> content, Place place) {

    public RequestBody {
        content = List.copyOf(content);
    }
}
