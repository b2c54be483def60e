package dev.counterpart.spec.write;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.ParameterBuilder;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Bodies to bytes, by media type, schema and encoding. The reverse of {@link dev.counterpart.spec.decode.BodyDecoder}. A string under a media
 * type that is not JSON is the body itself, if it is well-formed there (OpenAPI 3.1.1, Example Object).
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
public final class BodyWriter {

    private final Documents documents;
    private final MultipartWriter.Parts parts;

    /**
     * A writer for the contract of these documents.
     *
     * @param partHeaders values of the headers of multipart parts; those without a value are not sent
     */
    public BodyWriter(Documents documents, Function<Parameter, Optional<JsonNode>> partHeaders) {
        this.documents = documents;
        this.parts = new MultipartWriter.Parts(this::part, partHeaders);
    }

    /**
     * The value as a body of that media type.
     *
     * @param value a binary node is sent as its bytes
     * @param contentType the media type to send, with its parameters; one that cannot be parsed is sent unchanged, with text
     * @param content the declared entry, whose schema and encodings say how the value is written
     */
    public WrittenBody body(JsonNode value, String contentType, Content content) {
        return body(value, contentType, content, Map.of());
    }

    /** As {@link #body(JsonNode, String, Content)}, with media types of multipart parts by their names. */
    public WrittenBody body(JsonNode value, String contentType, Content content, Map<String, String> partTypes) {
        var type = MediaType.parse(contentType).orElse(content.mediaType());
        if (BodyFormat.of(type) != BodyFormat.MULTIPART || value.isBinary()) {
            return new WrittenBody(contentType, bytes(value, type, content));
        }
        if (value.isString() && MultipartWriter.isWritten(value.asString())) {
            return MultipartWriter.written(value.asString(), type);
        }
        var writer = new MultipartWriter(type, content, shape(content.schema()), partTypes, parts);
        return writer.body(value);
    }

    /** The request with {@code value} as its body, of the media type that it names, else of the declared one. */
    public Request written(Request request, Content content, JsonNode value) {
        return written(request, content, value, Map.of());
    }

    /** As {@link #written(Request, Content, JsonNode)}, with media types of multipart parts by their names. */
    public Request written(Request request, Content content, JsonNode value, Map<String, String> partTypes) {
        String type = request.headers()
                .first("Content-Type")
                .orElse(content.mediaType().toString());
        return body(value, type, content, partTypes).in(request);
    }

    /** The value as a body of a media type that no document declares. */
    public WrittenBody undeclared(MediaType type, JsonNode value) {
        return body(value, type.toString(), undeclared(type));
    }

    /** The request with {@code value} as its body, of a media type that no document declares. */
    public Request undeclared(Request request, MediaType type, JsonNode value) {
        return written(request, undeclared(type), value);
    }

    /** Content of that media type without a schema. */
    private Content undeclared(MediaType type) {
        return new Content(type.toString(), type, Optional.empty(), List.of(), Map.of(), documents.root());
    }

    /** The bytes of a value, except as multipart. */
    private byte[] bytes(JsonNode value, MediaType type, Content content) {
        if (value.isBinary()) {
            return value.binaryValue();
        }
        var format = BodyFormat.of(type);
        if (format == BodyFormat.JSON || type.type().equals("*")) {
            return Json.bytes(value);
        }
        return text(value, type, format, content)
                .getBytes(type.parameter("charset").flatMap(BodyWriter::charset).orElse(StandardCharsets.UTF_8));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name)).filter(Charset::canEncode);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private String text(JsonNode value, MediaType type, BodyFormat format, Content content) {
        return switch (format) {
            case FORM -> value.isObject() ? form(content, value) : ParameterWriter.text(value);
            case XML -> isWrittenXml(value) ? value.asString() : XmlWriter.text(value, shape(content.schema()));
            case YAML -> value.isString() ? value.asString() : YamlWriter.text(value);
            case CSV, TSV -> {
                char delimiter = format == BodyFormat.CSV ? ',' : '\t';
                boolean hasHeader = !type.parameter("header").orElse("").equalsIgnoreCase("absent");
                yield value.isContainer() ? CsvWriter.text(value, delimiter, hasHeader) : ParameterWriter.text(value);
            }
            case JSON_LINES, JSON_SEQUENCE, EVENT_STREAM ->
                value.isString() && SequenceWriter.isWritten(value.asString(), format)
                        ? SequenceWriter.completed(value.asString(), format)
                        : SequenceWriter.text(value, format, item(content));
            default -> ParameterWriter.text(value);
        };
    }

    private static boolean isWrittenXml(JsonNode value) {
        return value.isString() && value.asString().stripLeading().startsWith("<");
    }

    /** A part of a multipart body; a text in a type without a rule is sent as it is. */
    private byte[] part(JsonNode value, MediaType type, Optional<Shape> shape) {
        if (value.isString() && !type.isJson()) {
            return value.asString().getBytes(StandardCharsets.UTF_8);
        }
        if (type.isXml() && value.isContainer()) {
            return XmlWriter.text(value, shape.orElseGet(() -> Shape.any(documents)))
                    .getBytes(StandardCharsets.UTF_8);
        }
        boolean isText = BodyFormat.of(type) == BodyFormat.TEXT || BodyFormat.of(type) == BodyFormat.OTHER;
        return isText && !value.isBinary()
                ? ParameterWriter.text(value).getBytes(StandardCharsets.UTF_8)
                : bytes(value, type, undeclared(type));
    }

    /** The shape of an item of a sequence. */
    private Shape item(Content content) {
        if (content.itemSchema().isPresent()) {
            return shape(content.itemSchema());
        }
        var shape = shape(content.schema());
        return shape.isArray() ? shape.items().orElse(shape) : shape;
    }

    private Shape shape(Optional<Schema> schema) {
        return schema.map(known -> Shape.of(documents, known)).orElseGet(() -> Shape.any(documents));
    }

    private static String form(Content content, JsonNode value) {
        var pairs = new ArrayList<String>();
        for (var member : value.properties()) {
            var encoding = Optional.ofNullable(content.encodings().get(member.getKey()));
            pairs.addAll(encoding.filter(Encoding::styled)
                    .map(known -> styled(content, member.getKey(), known, member.getValue()))
                    .orElseGet(() -> isJson(encoding)
                            ? List.of(pair(member.getKey(), Json.text(member.getValue())))
                            : plain(member.getKey(), member.getValue())));
        }
        return String.join("&", pairs);
    }

    /** As a query parameter of the same name and style would be. */
    private static List<String> styled(Content content, String name, Encoding encoding, JsonNode value) {
        var parameter = ParameterBuilder.builder()
                .name(name)
                .in(Parameter.In.QUERY)
                .allowReserved(encoding.allowReserved())
                .style(encoding.style())
                .explode(encoding.explode())
                .examples(List.of())
                .place(content.place())
                .build();
        return ParameterWriter.query(parameter, value);
    }

    /** An element in a pair of its own; lists of lists or objects with brackets, an object as JSON. */
    private static List<String> plain(String name, JsonNode value) {
        if (value.isArray() && value.valueStream().anyMatch(JsonNode::isContainer)) {
            return ParameterWriter.nested(PercentEncoding.encoded(name), value);
        }
        return items(value).stream()
                .map(item -> pair(name, ParameterWriter.text(item)))
                .toList();
    }

    private static String pair(String name, String text) {
        return PercentEncoding.encoded(name) + "=" + PercentEncoding.encoded(text);
    }

    /** Whether the encoding names one media type for the values, which is JSON. */
    private static boolean isJson(Optional<Encoding> encoding) {
        return encoding.flatMap(Encoding::contentType)
                .flatMap(MediaType::parse)
                .filter(MediaType::isJson)
                .isPresent();
    }

    private static List<JsonNode> items(JsonNode value) {
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }
}
