package dev.counterpart.spec.decode;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Validates the {@code Content-Type} of the parts of a form against the encoding in the document. A part without one is
 * accepted, because many clients do not send it.
 */
public final class PartTypes {

    private PartTypes() {}

    public static List<Violation> violations(byte[] body, MediaType type, Content content, Documents documents) {
        boolean named = content.encodings().values().stream()
                .anyMatch(encoding -> encoding.contentType().isPresent());
        if (!named || !type.type().equals("multipart")) {
            return List.of();
        }
        return type.parameter("boundary").flatMap(boundary -> Multipart.parts(body, boundary, true)).stream()
                .flatMap(List::stream)
                .flatMap(part -> violation(part, content, documents).stream())
                .toList();
    }

    private static Optional<Violation> violation(Multipart.Part part, Content content, Documents documents) {
        var allowed =
                Optional.ofNullable(content.encodings().get(part.name())).flatMap(encoding -> encoding.contentType());
        var sent = part.contentType();
        if (allowed.isEmpty() || sent.isEmpty() || includes(allowed.get(), sent.get())) {
            return Optional.empty();
        }
        return Optional.of(Violation.of(
                        MessageRules.BODY_MEDIA_TYPE,
                        Spot.of(Spot.Part.REQUEST_BODY, part.name()),
                        "a part of " + allowed.get(),
                        sent.get().toString())
                .declaredAt(documents.location(content.place())));
    }

    private static boolean includes(String allowed, MediaType sent) {
        return MediaType.split(allowed, ',').stream()
                .flatMap(text -> MediaType.parse(text.strip()).stream())
                .anyMatch(range -> range.bare().includes(sent));
    }
}
