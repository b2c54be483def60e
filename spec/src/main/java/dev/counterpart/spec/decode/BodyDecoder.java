package dev.counterpart.spec.decode;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decodes bodies by media type: JSON, sequences, forms, XML, YAML, CSV and text. Other bodies are opaque, unless the schema describes a text. */
public final class BodyDecoder {

    private static final int DEEPEST = 500;
    private static final int MOST_NODES = 1_000_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Documents documents;
    private final Shapes shapes;
    private final FormDecoder forms;
    private final boolean plain;

    public BodyDecoder(Documents documents) {
        this(documents, false);
    }

    /** A decoder of JSON, forms and text alone; other bodies are opaque. */
    public static BodyDecoder ofJsonFormsAndText(Documents documents) {
        return new BodyDecoder(documents, true);
    }

    /** Whether it decodes JSON, forms and text alone. */
    public boolean isPlain() {
        return plain;
    }

    private BodyDecoder(Documents documents, boolean plain) {
        this.plain = plain;
        this.documents = documents;
        this.shapes = new Shapes(documents);
        this.forms = new FormDecoder(documents, new ParameterDecoder(shapes), !plain);
    }

    /**
     * Decodes a body.
     *
     * @param mediaType of the message; decides how the bytes are read
     * @param content the declared entry; its schema decides how text is converted to values
     */
    public Decoded decoded(byte[] body, MediaType mediaType, Content content) {
        return switch (plain ? plain(mediaType) : BodyFormat.of(mediaType)) {
            case JSON -> json(body);
            case FORM -> form(new String(body, StandardCharsets.UTF_8), content);
            case MULTIPART -> multipart(body, mediaType, content);
            case XML -> xml(body, mediaType, content);
            case YAML -> yaml(body, content);
            case CSV -> csv(body, ',', mediaType, content);
            case TSV -> csv(body, '\t', mediaType, content);
            case JSON_LINES, JSON_SEQUENCE, EVENT_STREAM -> sequence(body, mediaType, content);
            case TEXT -> text(body, mediaType, content);
            case OTHER -> unknown(body, mediaType, content);
        };
    }

    private static BodyFormat plain(MediaType mediaType) {
        var format = BodyFormat.of(mediaType);
        if (mediaType.isJson()) {
            return BodyFormat.JSON;
        }
        boolean isKnown = format == BodyFormat.FORM || mediaType.essence().equals("multipart/form-data");
        boolean isText = mediaType.isText() && format != BodyFormat.XML;
        return isKnown ? format : isText ? BodyFormat.TEXT : BodyFormat.OTHER;
    }

    /** Whether the schema describes a text, and neither an array nor an object. */
    private static boolean isText(Shape shape) {
        return shape.declares("string") && !shape.isArray() && !shape.isObject();
    }

    /** A document; where the schema declares a string, that string is the content of the root element, or all of the text. */
    private Decoded xml(byte[] body, MediaType mediaType, Content content) {
        var shape = shape(content);
        try {
            var decoded = XmlDecoder.decoded(XmlReader.read(body, charset(mediaType)), shape);
            return decoded instanceof Decoded.Value value && isText(shape) ? value.or(text(body, mediaType)) : decoded;
        } catch (XmlReader.NotXml broken) {
            boolean isOpaque = broken.hasType() && !shape.isObject() && !shape.isArray();
            return isOpaque ? new Decoded.Opaque() : new Decoded.Malformed("XML: " + broken.reason(), excerpt(body));
        }
    }

    /** One document; who expects one SHOULD not ignore a second (RFC 9512 §3.2). Where the schema declares a string, any text is one. */
    private Decoded yaml(byte[] body, Content content) {
        JsonNode node = NODES.nullNode();
        try {
            if (body.length > 0) {
                var tree = TreeReader.read(body, DEEPEST, MOST_NODES);
                var second = tree.remarks().stream()
                        .filter(remark -> remark.expected().equals(TreeReader.ONE_DOCUMENT))
                        .findFirst();
                if (second.isPresent()) {
                    return isText(shape(content))
                            ? Decoded.Value.of(NODES.stringNode(new String(body, StandardCharsets.UTF_8)))
                            : new Decoded.Malformed(
                                    TreeReader.ONE_DOCUMENT,
                                    "a second one (line " + second.get().line() + ")");
                }
                node = tree.root();
            }
        } catch (Unreadable broken) {
            String line = broken.line() > 0 ? " (line " + broken.line() + ")" : "";
            return new Decoded.Malformed("YAML: " + broken.getMessage() + line, excerpt(body));
        }
        var value = Decoded.Value.of(node);
        return isText(shape(content)) ? value.or(new String(body, StandardCharsets.UTF_8)) : value;
    }

    private Decoded csv(byte[] body, char delimiter, MediaType mediaType, Content content) {
        var shape = shape(content);
        return shape.isArray() || shape.isObject()
                ? Csv.decoded(text(body, mediaType), delimiter, mediaType, shape)
                : text(body, mediaType, content);
    }

    /**
     * The items of a sequence. The schema describes the whole as an array (OpenAPI 3.2), each item, as documents before 3.2 mostly mean it, or
     * the text.
     */
    private Decoded sequence(byte[] body, MediaType mediaType, Content content) {
        var shape = shape(content);
        var each = content.itemSchema().or(() -> content.schema().filter(schema -> !shape.isArray()));
        if (content.itemSchema().isEmpty() && isText(shape)) {
            return text(body, mediaType, content);
        }
        var item = content.itemSchema().isPresent() || !shape.isArray()
                ? shapes.of(each)
                : shape.items().orElseGet(() -> Shape.any(documents));
        var split = Sequences.split(text(body, mediaType), BodyFormat.of(mediaType), item);
        if (split instanceof Sequences.Split.Broken broken) {
            return broken.reason();
        }
        var items = ((Sequences.Split.Items) split).items();
        return each.<Decoded>map(schema -> new Decoded.Sequence(items, schema))
                .orElseGet(() -> Decoded.Sequence.whole(items));
    }

    /** The text in the charset of the media type, with replacements for what is not in it. */
    private static String text(byte[] body, MediaType mediaType) {
        return new String(body, charset(mediaType).orElse(StandardCharsets.UTF_8));
    }

    private static Decoded json(byte[] body) {
        var parsed = Json.parse(body);
        return parsed instanceof Json.Parsed.Value value
                ? Decoded.Value.of(value.node())
                : new Decoded.Malformed("JSON: " + parsed, excerpt(body));
    }

    private Decoded text(byte[] body, MediaType mediaType, Content content) {
        var charset = charset(mediaType).orElse(StandardCharsets.UTF_8);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return new Decoded.Value(plain ? Scalars.readings(text, shape(content)) : readings(text, shape(content)));
        } catch (CharacterCodingException notThatCharset) {
            return new Decoded.Malformed("text in " + charset, excerpt(body));
        }
    }

    /** A body without a rule of ours is text if the schema describes one, the media type may be one, and the bytes are one. */
    private Decoded unknown(byte[] body, MediaType mediaType, Content content) {
        var shape = shape(content);
        boolean mayBeText = !plain && !mediaType.isBinary() && isText(shape) && !shape.isBinary() && !shape.isContent();
        return mayBeText && text(body, mediaType, content) instanceof Decoded.Value value
                ? value
                : new Decoded.Opaque();
    }

    /** A text that is described as an array or object contains JSON; a scalar may have a line break after it. */
    private static List<JsonNode> readings(String text, Shape shape) {
        var readings = new ArrayList<JsonNode>();
        if (shape.isArray() || shape.isObject()) {
            var node = jsonOrText(text);
            if (node.isContainer()) {
                readings.add(node);
            }
        }
        readings.addAll(Scalars.readings(text, shape));
        String stripped = text.strip();
        if (!stripped.equals(text)) {
            Scalars.readings(stripped, shape).stream()
                    .filter(value -> !value.isString())
                    .forEach(readings::add);
        }
        return readings;
    }

    /** The charset of the media type, if it is known. */
    static Optional<Charset> charset(MediaType mediaType) {
        try {
            return mediaType.parameter("charset").map(Charset::forName);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private Decoded form(String text, Content content) {
        var shape = shape(content);
        var value = forms.decoded(Pairs.ofQuery(text), content, shape);
        return isText(shape) ? value.or(text) : value;
    }

    private Decoded multipart(byte[] body, MediaType mediaType, Content content) {
        var boundary = mediaType.parameter("boundary");
        if (boundary.isEmpty()) {
            return new Decoded.Malformed("a boundary parameter in Content-Type", mediaType.toString());
        }
        boolean isForm = mediaType.subtype().equals("form-data");
        var parts = Multipart.parts(body, boundary.get(), isForm);
        if (parts.isEmpty()) {
            return new Decoded.Malformed("parts between lines of --" + boundary.get(), excerpt(body));
        }
        if (parts.get().size() > Multipart.MOST_PARTS) {
            return new Decoded.Malformed("at most " + Multipart.MOST_PARTS + " parts", "more");
        }
        return isForm ? object(parts.get(), shape(content)) : mixed(parts.get(), content);
    }

    /** The parts of a body that is not a form: a list, or an object if all of them have names. */
    private Decoded mixed(List<Multipart.Part> parts, Content content) {
        var shape = shape(content);
        if (shape.isArray() || content.itemSchema().isPresent()) {
            return list(parts, shape, content);
        }
        boolean haveNames = parts.stream().noneMatch(part -> part.name().isEmpty());
        return shape.isObject() && haveNames ? object(parts, shape) : new Decoded.Opaque();
    }

    private static Decoded object(List<Multipart.Part> parts, Shape shape) {
        var object = NODES.objectNode();
        for (var part : parts) {
            add(object, part, shape.property(part.name()));
        }
        return Decoded.Value.of(object);
    }

    /** The parts in their order, as the items of an array. */
    private Decoded list(List<Multipart.Part> parts, Shape shape, Content content) {
        var item = content.itemSchema().map(schema -> shapes.of(Optional.of(schema)));
        var items = new ArrayList<Decoded.Value>();
        for (var part : parts) {
            int index = items.size();
            items.add(Decoded.Value.of(partValue(part, item.or(() -> shape.element(index)))));
        }
        return content.itemSchema()
                .<Decoded>map(schema -> new Decoded.Sequence(items, schema))
                .orElseGet(() -> Decoded.Sequence.whole(items));
    }

    /**
     * Parts with the same name are the items of an array (RFC 7578 §4.3). A single part may also contain the whole
     * array as JSON.
     */
    private static void add(ObjectNode object, Multipart.Part part, Optional<Shape> property) {
        boolean isList = property.map(Shape::isArray).orElse(false);
        var value = partValue(part, isList ? property.flatMap(Shape::items) : property);
        if (!isList || (isJson(part) && value.isArray())) {
            object.set(part.name(), value);
        } else if (object.get(part.name()) instanceof ArrayNode items) {
            items.add(value);
        } else {
            object.putArray(part.name()).add(value);
        }
    }

    private static JsonNode partValue(Multipart.Part part, Optional<Shape> shape) {
        boolean isXml = part.contentType().filter(MediaType::isXml).isPresent();
        if (isJson(part) || (!isXml && shape.map(Shape::isObject).orElse(false))) {
            return jsonOrText(part.text());
        }
        if (isXml && shape.filter(known -> known.isObject() || known.isArray()).isPresent()) {
            return xml(part, shape.get());
        }
        if (part.fileName().isPresent()) {
            return NODES.stringNode(part.content());
        }
        return shape.map(known -> Scalars.readings(part.text(), known).get(0))
                .orElseGet(() -> NODES.stringNode(part.text()));
    }

    private static JsonNode xml(Multipart.Part part, Shape shape) {
        try {
            var root = XmlReader.read(part.content().getBytes(StandardCharsets.ISO_8859_1), Optional.empty());
            return XmlDecoder.decoded(root, shape) instanceof Decoded.Value value
                    ? value.first()
                    : NODES.stringNode(part.text());
        } catch (XmlReader.NotXml broken) {
            return NODES.stringNode(part.text());
        }
    }

    private static boolean isJson(Multipart.Part part) {
        return part.contentType().map(MediaType::isJson).orElse(false);
    }

    static JsonNode jsonOrText(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value
                ? value.node()
                : NODES.stringNode(text);
    }

    private Shape shape(Content content) {
        return shapes.of(content.schema());
    }

    private static String excerpt(byte[] body) {
        return body.length == 0 ? "nothing" : Violation.shortened(new String(body, StandardCharsets.UTF_8));
    }
}
