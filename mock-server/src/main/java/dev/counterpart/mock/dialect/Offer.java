package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import java.util.Comparator;
import java.util.Optional;

/** The media type and body that a declared response has for the client's Accept header. */
public sealed interface Offer {

    /** The first media type that has examples, otherwise the first; used whatever the client accepts. */
    static Optional<Content> withExamplesFirst(DeclaredResponse declared) {
        return declared.content().stream()
                .min(Comparator.comparing(entry -> entry.examples().isEmpty()));
    }

    /** A body of this media type. */
    record Body(Content content) implements Offer {}

    /**
     * No body.
     *
     * @param mediaType to name although there is no body
     * @param isFinal whether this also applies if the client requests an example by name
     */
    record Empty(Optional<String> mediaType, boolean isFinal) implements Offer {}

    /** No acceptable media type: status 406 (RFC 9110 §15.5.7). */
    record Unacceptable() implements Offer {}
}
