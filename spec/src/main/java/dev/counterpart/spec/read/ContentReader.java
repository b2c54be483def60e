package dev.counterpart.spec.read;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.rule.DocumentRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads media types with their schemas, examples and encodings. */
final class ContentReader {

    private static final Pattern LAST_LINE_BREAK = Pattern.compile("\\r?\\n\\z");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Stands for a malformed encoding, so that the others keep their positions. */
    private static final Encoding UNKNOWN = new Encoding(Optional.empty(), Parameter.Style.FORM, true, false, false);

    private final Reading reading;
    private final Map<String, Optional<MediaType>> mediaTypes = new HashMap<>();

    ContentReader(Reading reading) {
        this.reading = reading;
    }

    /** The entries of {@code content}. */
    List<Content> content(Branch owner) {
        var content = new ArrayList<Content>();
        for (var entry : reading.members(owner, "content")) {
            var mediaType = mediaTypes.computeIfAbsent(entry.name(), MediaType::parse);
            if (mediaType.isEmpty()) {
                reading.remark(DocumentRules.MALFORMED, entry, "a media type as the key", "\"" + entry.name() + "\"");
            } else {
                reading.object(entry, "a media type object")
                        .ifPresent(branch -> content.add(entry(entry.name(), mediaType.get(), branch)));
            }
        }
        return content;
    }

    private Content entry(String key, MediaType mediaType, Branch branch) {
        return new Content(
                key,
                mediaType,
                schema(branch),
                examples(branch, Optional.of(mediaType)),
                encodings(branch),
                positions(branch),
                reading.version() == OpenApiVersion.V3_2 ? schema(branch, "itemSchema") : Optional.empty(),
                branch.place());
    }

    Optional<Schema> schema(Branch owner) {
        return schema(owner, "schema");
    }

    private Optional<Schema> schema(Branch owner, String key) {
        var schema = owner.member(key);
        if (schema.isMissing()) {
            return Optional.empty();
        }
        if (schema.node().isObject() || schema.node().isBoolean()) {
            return Optional.of(new Schema(schema.place(), schema.node()));
        }
        reading.remark(DocumentRules.MALFORMED, schema, "a schema", schema.described());
        return Optional.empty();
    }

    /** {@code example}, then {@code examples}. */
    List<Example> examples(Branch owner) {
        return examples(owner, Optional.empty());
    }

    private List<Example> examples(Branch owner, Optional<MediaType> mediaType) {
        var examples = new ArrayList<Example>();
        var single = owner.member("example");
        if (!single.isMissing()) {
            examples.add(new Example(Example.UNNAMED, Optional.of(single.node()), single.place()));
        }
        for (var member : reading.members(owner, "examples")) {
            reading.object(member, "an example object")
                    .ifPresent(example -> examples.add(example(member, example, mediaType)));
        }
        return examples;
    }

    /** In OpenAPI 3.2, {@code dataValue} is the value, and {@code serializedValue} its serialized form. */
    private Example example(Branch member, Branch example, Optional<MediaType> mediaType) {
        var value = example.member(example.has("dataValue") ? "dataValue" : "value");
        if (!value.isMissing()) {
            return new Example(member.name(), Optional.of(value.node()), value.place());
        }
        var external = example.member("externalValue");
        if (external.node().isString() && !example.has("serializedValue")) {
            var read = reading.external(external).flatMap(bytes -> external(external, bytes, mediaType));
            return new Example(member.name(), read, external.place(), true);
        }
        var written = example.member("serializedValue");
        var read = mediaType.filter(type -> written.node().isString()).flatMap(type -> read(written.node(), type));
        return new Example(member.name(), read, (read.isPresent() ? written : example).place());
    }

    /**
     * The value in a file: JSON if the media type is JSON, otherwise text if the bytes are UTF-8. A parameter or header has no media type;
     * its value is JSON if the file is, otherwise text without the last line break.
     */
    private Optional<JsonNode> external(Branch reference, byte[] bytes, Optional<MediaType> mediaType) {
        boolean isJson = mediaType.map(MediaType::isJson).orElse(true);
        var parsed = isJson ? Json.parse(bytes) : null;
        if (parsed instanceof Json.Parsed.Value value) {
            return part(reference, value.node());
        }
        if (parsed instanceof Json.Parsed.Malformed malformed && mediaType.isPresent()) {
            reading.remark(
                    DocumentRules.EXTERNAL_VALUE,
                    reference,
                    "a file with JSON, as " + mediaType.get() + " requires",
                    reference.node().asString("") + ": " + malformed);
            return Optional.empty();
        }
        return Optional.of(text(bytes, mediaType.isPresent()));
    }

    /** The part of the file at the JSON pointer in the fragment of the reference, otherwise the whole file (RFC 6901 §6). */
    private Optional<JsonNode> part(Branch reference, JsonNode file) {
        var pointer = Documents.target(reference.place(), reference.node().asString(""))
                .map(Place::pointer)
                .orElse(JsonPointer.empty());
        var part = file.at(pointer);
        if (part.isMissingNode()) {
            reading.remark(
                    DocumentRules.EXTERNAL_VALUE,
                    reference,
                    "a file with a value at " + pointer,
                    reference.node().asString(""));
            return Optional.empty();
        }
        return Optional.of(part);
    }

    private static JsonNode text(byte[] bytes, boolean isWhole) {
        return Utf8.text(bytes)
                .map(text -> isWhole ? text : LAST_LINE_BREAK.matcher(text).replaceFirst(""))
                .<JsonNode>map(NODES::stringNode)
                .orElseGet(() -> NODES.binaryNode(bytes));
    }

    private static Optional<JsonNode> read(JsonNode written, MediaType type) {
        if (!type.isJson()) {
            return Optional.of(written);
        }
        return Json.parse(written.stringValue().getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value
                ? Optional.of(value.node())
                : Optional.empty();
    }

    Optional<RequestBody> requestBody(Branch operation) {
        return reading.object(operation.member("requestBody"), "a request body")
                .map(body -> new RequestBody(reading.flag(body, "required", false), content(body), body.place()));
    }

    private Map<String, Encoding> encodings(Branch owner) {
        var encodings = new LinkedHashMap<String, Encoding>();
        for (var member : reading.members(owner, "encoding")) {
            reading.object(member, "an encoding object")
                    .ifPresent(encoding -> encodings.put(member.name(), encoding(encoding)));
        }
        return encodings;
    }

    private Content.Positions positions(Branch owner) {
        if (reading.version() != OpenApiVersion.V3_2) {
            return Content.Positions.NONE;
        }
        var first = reading.elements(owner, "prefixEncoding").stream()
                .map(element -> reading.object(element, "an encoding object")
                        .map(this::encoding)
                        .orElse(UNKNOWN))
                .toList();
        var others = owner.has("itemEncoding")
                ? reading.object(owner.member("itemEncoding"), "an encoding object")
                : Optional.<Branch>empty();
        return new Content.Positions(first, others.map(this::encoding));
    }

    private Encoding encoding(Branch encoding) {
        var style =
                reading.text(encoding, "style").flatMap(Parameter.Style::named).orElse(Parameter.Style.FORM);
        return new Encoding(
                reading.text(encoding, "contentType"),
                style,
                reading.flag(encoding, "explode", style == Parameter.Style.FORM),
                reading.flag(encoding, "allowReserved", false),
                encoding.has("style") || encoding.has("explode") || encoding.has("allowReserved"),
                new ParameterReader(reading, this).headers(encoding));
    }
}
