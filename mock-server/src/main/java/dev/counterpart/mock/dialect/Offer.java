package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import java.util.Comparator;
import java.util.Optional;

/** What a declared response has for the media types that a client accepts. */
public sealed interface Offer {

    /** The first media type that has examples, else the first: what is offered whatever the client accepts. */
    static Optional<Content> withExamplesFirst(DeclaredResponse declared) {
        return declared.content().stream()
                .min(Comparator.comparing(entry -> entry.examples().isEmpty()));
    }

    /** A body of this media type. */
    record Body(Content content) implements Offer {}

    /**
     * No body.
     *
     * @param mediaType to name all the same
     * @param isFinal whether that holds even if the client asks for an example by name
     */
    record Empty(Optional<String> mediaType, boolean isFinal) implements Offer {}

    /** Nothing that the client accepts: status 406 (RFC 9110 §15.5.7). */
    record Unacceptable() implements Offer {}
}
