package dev.counterpart.spec.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * A request method that an OpenAPI document can declare.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9">RFC 9110 §9</a>
 */
public enum Method {
    GET,
    PUT,
    POST,
    DELETE,
    OPTIONS,
    HEAD,
    PATCH,
    TRACE,
    /** OpenAPI 3.2 and the HTTP QUERY draft: safe, idempotent, with a body. */
    QUERY;

    /** The method with that name. Methods are case-sensitive (RFC 9110 §9.1). */
    public static Optional<Method> named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.name().equals(name))
                .findFirst();
    }

    /** Whether the method is safe (RFC 9110 §9.2.1). */
    public boolean isSafe() {
        return this == GET || this == HEAD || this == OPTIONS || this == TRACE || this == QUERY;
    }

    /** Whether the method is idempotent (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return isSafe() || this == PUT || this == DELETE;
    }
}
