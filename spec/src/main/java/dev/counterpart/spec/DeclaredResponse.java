package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A response that an operation declares.
 *
 * @param headers without {@code Content-Type}, which must be ignored (OpenAPI 3.1.1, Response Object)
 * @param content in document order; empty if no body is declared
 * @param links in document order
 */
public record DeclaredResponse(
        StatusKey status,
        String description,
        List<Parameter> headers,
        List<Content> content,
        List<Link> links,
        Place place) {

    public DeclaredResponse {
        headers = List.copyOf(headers);
        content = List.copyOf(content);
        links = List.copyOf(links);
    }

    /** A response without links. */
    public DeclaredResponse(
            StatusKey status, String description, List<Parameter> headers, List<Content> content, Place place) {
        this(status, description, headers, content, List.of(), place);
    }

    /** The entry for that media type: the most specific one that includes it, parameters first, then type, then range. */
    public Optional<Content> contentFor(MediaType mediaType) {
        return mostSpecific(content, mediaType);
    }

    /** The entry of {@code content} for that media type, by the most specific match. */
    public static Optional<Content> mostSpecific(List<Content> content, MediaType mediaType) {
        return content.stream()
                .filter(entry -> entry.mediaType().includes(mediaType))
                .max(Comparator.comparingInt(entry -> specificity(entry.mediaType())));
    }

    private static int specificity(MediaType type) {
        if (type.type().equals("*")) {
            return 0;
        }
        if (type.isRange() || type.isSuffixRange()) {
            return type.isRange() ? 1 : 2;
        }
        return 3 + type.parameters().size();
    }
}
