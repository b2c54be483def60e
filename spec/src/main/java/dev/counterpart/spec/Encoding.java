package dev.counterpart.spec;

import java.util.Optional;

/**
 * How one property of a form is written.
 *
 * @param contentType as written, possibly a list; empty if the default for the property's schema applies
 * @param styled whether style, explode or allowReserved is present, so that the rules of RFC 6570 apply
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
public record Encoding(
        Optional<String> contentType, Parameter.Style style, boolean explode, boolean allowReserved, boolean styled) {}
