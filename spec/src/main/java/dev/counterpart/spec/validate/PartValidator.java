package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.Multipart;
import dev.counterpart.spec.decode.ParameterDecoder;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/**
 * Validates media types and headers of multipart parts against their encoding in the document. A part without {@code Content-Type} is
 * accepted, because many clients do not send it. Before OpenAPI 3.2, encodings apply to requests only.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#encoding-object">OpenAPI 3.2.0, Encoding Object</a>
 */
final class PartValidator {

    private final Documents documents;
    private final Values values;
    private final ParameterDecoder headers;
    private final Spot.Part side;
    private final Direction direction;
    private final boolean isUsed;

    PartValidator(Contract contract, SchemaValidator schemas, Spot.Part side, Direction direction) {
        this.documents = contract.documents();
        this.values = new Values(documents, schemas);
        this.headers = new ParameterDecoder(documents);
        this.side = side;
        this.direction = direction;
        this.isUsed = direction == Direction.REQUEST || contract.version() == OpenApiVersion.V3_2;
    }

    /** @param before number of parts before this body, if it is the rest of a stream */
    List<Violation> violations(byte[] body, MediaType type, Content content, int before) {
        if (!isUsed || (content.encodings().isEmpty() && content.positions().equals(Content.Positions.NONE))) {
            return List.of();
        }
        var violations = new ArrayList<Violation>();
        var parts = Multipart.of(body, type);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            int index = before + i;
            var spot = new Spot(
                    side,
                    part.name().isEmpty()
                            ? JsonPointer.empty().appendIndex(index)
                            : JsonPointer.empty().appendProperty(part.name()));
            content.encoding(part.name(), index)
                    .ifPresent(encoding -> violations.addAll(violations(part, encoding, spot, content)));
        }
        return violations;
    }

    private List<Violation> violations(Multipart.Part part, Encoding encoding, Spot spot, Content content) {
        return Stream.concat(
                        ofType(part, encoding, spot, content).stream(),
                        encoding.headers().stream().flatMap(header -> ofHeader(part, header, spot)))
                .toList();
    }

    private Optional<Violation> ofType(Multipart.Part part, Encoding encoding, Spot spot, Content content) {
        var allowed = encoding.contentType();
        var sent = part.contentType();
        boolean isAllowed = sent.isEmpty()
                || encoding.mediaTypes().stream().anyMatch(range -> range.bare().includes(sent.get()));
        if (allowed.isEmpty() || isAllowed) {
            return Optional.empty();
        }
        boolean isRequest = direction == Direction.REQUEST;
        return Optional.of(Violation.of(
                        isRequest ? MessageRules.BODY_MEDIA_TYPE : MessageRules.CONTENT_TYPE_UNDECLARED,
                        spot,
                        "a part of " + allowed.get(),
                        sent.get().toString())
                .declaredAt(documents.location(content.place())));
    }

    private Stream<Violation> ofHeader(Multipart.Part part, Parameter header, Spot spot) {
        var sent = part.headers().joined(header.name());
        if (sent.isEmpty()) {
            return header.required()
                    ? Stream.of(violation(header, spot, "the header " + header.name() + " of this part", "nothing"))
                    : Stream.empty();
        }
        var decoded = headers.sentHeader(header, sent.get());
        if (decoded instanceof Decoded.Malformed malformed) {
            return Stream.of(violation(header, spot, header.name() + ": " + malformed.reason(), malformed.actual()));
        }
        var schema = header.schema().or(() -> header.content().flatMap(Content::schema));
        return decoded instanceof Decoded.Value value && schema.isPresent()
                ? values.violations(side, spot::pointer, schema.get(), value, direction).stream()
                        .map(broken ->
                                violation(header, spot, header.name() + ": " + broken.expected(), broken.actual()))
                : Stream.empty();
    }

    private Violation violation(Parameter header, Spot spot, String expected, String actual) {
        return Violation.of(MessageRules.of(side, "part-header"), spot, expected, actual)
                .declaredAt(documents.location(header.place()));
    }
}
