package dev.counterpart.spec;

import dev.counterpart.spec.http.MediaType;
import java.util.List;
import java.util.Optional;

/**
 * How one property of a form, or one part of a multipart body, is written.
 *
 * @param contentType as written, possibly a list; empty if the default for the property's schema applies
 * @param styled whether style, explode or allowReserved is present, so that the rules of RFC 6570 apply
 * @param headers of the part of a multipart body, without {@code Content-Type}
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
public record Encoding(
        Optional<String> contentType,
        Parameter.Style style,
        boolean explode,
        boolean allowReserved,
        boolean styled,
        List<Parameter> headers) {

    public Encoding {
        headers = List.copyOf(headers);
    }

    /** The media types and ranges that {@code contentType} lists. */
    public List<MediaType> mediaTypes() {
        return contentType.stream()
                .flatMap(types -> MediaType.split(types, ',').stream())
                .flatMap(type -> MediaType.parse(type.strip()).stream())
                .toList();
    }

    /** An encoding without headers. */
    public Encoding(
            Optional<String> contentType,
            Parameter.Style style,
            boolean explode,
            boolean allowReserved,
            boolean styled) {
        this(contentType, style, explode, allowReserved, styled, List.of());
    }
}
