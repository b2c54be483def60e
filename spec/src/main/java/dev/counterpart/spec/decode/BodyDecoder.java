package dev.counterpart.spec.decode;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Decodes bodies by media type: JSON, sequences, forms, XML, YAML, CSV and text. Other bodies are opaque. */
public final class BodyDecoder {

    private static final int DEEPEST = 500;
    private static final int MOST_READINGS = 32;
    private static final int MOST_NODES = 1_000_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Documents documents;
    private final Shapes shapes;
    private final ParameterDecoder parameters;
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
        this.parameters = new ParameterDecoder(shapes);
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
            case OTHER -> new Decoded.Opaque();
        };
    }

    private static BodyFormat plain(MediaType mediaType) {
        var format = BodyFormat.of(mediaType);
        boolean isKnown = format == BodyFormat.JSON
                || format == BodyFormat.FORM
                || mediaType.essence().equals("multipart/form-data");
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

    private Decoded yaml(byte[] body, Content content) {
        JsonNode node;
        try {
            node = body.length == 0
                    ? NODES.nullNode()
                    : TreeReader.read(body, DEEPEST, MOST_NODES).root();
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

    /**
     * A form. Arrays and objects are serialized like query parameters, as {@code encoding} declares (OpenAPI 3.1.1,
     * Encoding Object). Brackets are always accepted too.
     */
    private Decoded form(String text, Content content) {
        var shape = shape(content);
        var value = form(Pairs.ofQuery(text), content, shape);
        return isText(shape) ? value.or(text) : value;
    }

    private Decoded.Value form(Pairs pairs, Content content, Shape shape) {
        var object = NODES.objectNode();
        var others = new LinkedHashMap<String, List<JsonNode>>();
        var done = new HashSet<String>();
        exploded(pairs, content, shape).forEach((name, value) -> {
            object.set(name, value);
            value.propertyNames().forEach(done::add);
        });
        for (String name : pairs.names()) {
            if (done.contains(name) && !shape.properties().containsKey(name)) {
                continue;
            }
            var nested = Brackets.base(name).filter(base -> isNested(shape, name, base));
            var property = shape.property(name);
            if (nested.isPresent()) {
                String base = nested.get();
                if (done.add(base)) {
                    object.set(base, Brackets.of(base, pairs).value(shape.property(base)));
                }
            } else if (property.isPresent()) {
                var values = values(pairs, content, name, property.get());
                object.set(name, values.get(0));
                if (values.size() > 1) {
                    others.put(name, values.subList(1, values.size()));
                }
            } else {
                object.put(name, pairs.decodedValues(name).get(0));
            }
        }
        return new Decoded.Value(combined(object, others));
    }

    /** The object, and the same with every combination of the other readings of its members, up to a limit. */
    private static List<JsonNode> combined(ObjectNode object, Map<String, List<JsonNode>> others) {
        var all = new ArrayList<ObjectNode>();
        all.add(object);
        others.forEach((name, values) -> {
            if (all.size() * (values.size() + 1) <= MOST_READINGS) {
                for (var known : List.copyOf(all)) {
                    for (var value : values) {
                        var copy = known.deepCopy();
                        if (value.isMissingNode()) {
                            copy.remove(name);
                        } else {
                            copy.set(name, value);
                        }
                        all.add(copy);
                    }
                }
            }
        });
        return List.copyOf(all);
    }

    /**
     * Whether a name with brackets is a part of the property before the brackets, and not a property with this name.
     */
    private static boolean isNested(Shape shape, String name, String base) {
        return !shape.properties().containsKey(name)
                && shape.properties().containsKey(base)
                && shape.property(base)
                        .filter(known -> known.isArray() || known.isObject())
                        .isPresent();
    }

    /** The readings of a property, at least one; a missing node is the reading that nothing was sent. */
    private List<JsonNode> values(Pairs pairs, Content content, String name, Shape property) {
        boolean plain = !property.isArray() && !property.isObject();
        var values = pairs.decodedValues(name);
        String last = values.get(values.size() - 1);
        if (last.isEmpty() && (plain || values.size() == 1)) {
            var nothing = property.isArray() ? ParameterDecoder.emptyItem(property) : NODES.stringNode("");
            return property.allowsEmptyValue() ? List.of(nothing, MissingNode.getInstance()) : List.of(nothing);
        }
        if (!this.plain && isJson(content, name)) {
            return json(values, property);
        }
        if (plain || (property.isObject() && !styled(content, name))) {
            return plain ? scalars(last, property) : List.of(jsonOrText(last));
        }
        if (parameters.query(asParameter(content, name), pairs) instanceof Decoded.Value value) {
            // Clients encode the delimiters in forms, so the reading that decodes first is the likely one.
            var readings = new ArrayList<>(value.readings());
            Collections.reverse(readings);
            readings.sort(Comparator.comparing(reading -> !isOf(reading, property)));
            return readings;
        }
        return List.of(property.isArray() ? ParameterDecoder.emptyItem(property) : NODES.stringNode(""));
    }

    /** Whether the encoding says that values are JSON; {@code style} and its like take precedence (Encoding Object). */
    private static boolean isJson(Content content, String name) {
        return !styled(content, name)
                && Optional.ofNullable(content.encodings().get(name))
                        .flatMap(Encoding::contentType)
                        .flatMap(MediaType::parse)
                        .filter(MediaType::isJson)
                        .isPresent();
    }

    /** JSON in a field; for an array, the whole in one field or an item in each. */
    private static List<JsonNode> json(List<String> values, Shape property) {
        var last = jsonOrText(values.get(values.size() - 1));
        if (property.isObject()) {
            return List.of(last);
        }
        if (!property.isArray()) {
            var readings = new ArrayList<>(List.of(last));
            readings.addAll(scalars(values.get(values.size() - 1), property));
            return readings;
        }
        var items = NODES.arrayNode();
        values.forEach(value -> items.add(jsonOrText(value)));
        return last.isArray() && values.size() == 1 ? List.of(last, items) : List.of(items);
    }

    /** The readings of types that the schema allows; the text if there is none. */
    private static List<JsonNode> scalars(String text, Shape property) {
        var readings = Scalars.readings(text, property);
        return readings.size() == 1 || property.allows("string") ? readings : readings.subList(0, readings.size() - 1);
    }

    private static boolean isOf(JsonNode value, Shape property) {
        return property.isArray() ? value.isArray() : value.isObject();
    }

    /** The objects whose properties are pairs of the form themselves ({@code style: form}, {@code explode: true}). */
    private Map<String, ObjectNode> exploded(Pairs pairs, Content content, Shape shape) {
        var exploded = new LinkedHashMap<String, ObjectNode>();
        content.encodings().forEach((name, encoding) -> {
            boolean isForm = encoding.styled() && encoding.explode() && encoding.style() == Parameter.Style.FORM;
            if (isForm
                    && shape.property(name).map(Shape::isObject).orElse(false)
                    && parameters.query(asParameter(content, name), pairs) instanceof Decoded.Value value
                    && value.first() instanceof ObjectNode object) {
                exploded.put(name, object);
            }
        });
        return exploded;
    }

    private static boolean styled(Content content, String name) {
        return Optional.ofNullable(content.encodings().get(name))
                .map(Encoding::styled)
                .orElse(false);
    }

    /** The query parameter that is serialized like a property of a form. */
    private Parameter asParameter(Content content, String name) {
        var encoding = Optional.ofNullable(content.encodings().get(name));
        var style = encoding.map(Encoding::style).orElse(Parameter.Style.FORM);
        boolean explode = encoding.map(Encoding::explode).orElse(true);
        var schema = Optional.ofNullable(shape(content).properties().get(name))
                .map(place -> new Schema(place, documents.at(place)));
        return new Parameter(
                name,
                Parameter.In.QUERY,
                false,
                false,
                false,
                false,
                style,
                explode,
                schema,
                Optional.empty(),
                List.of(),
                content.place());
    }

    private Decoded multipart(byte[] body, MediaType mediaType, Content content) {
        var boundary = mediaType.parameter("boundary");
        if (boundary.isEmpty()) {
            return new Decoded.Malformed("a boundary parameter in Content-Type", mediaType.toString());
        }
        var shape = shape(content);
        boolean isForm = mediaType.subtype().equals("form-data");
        boolean isList = !isForm && (shape.isArray() || content.itemSchema().isPresent());
        var parts = Multipart.parts(body, boundary.get(), isForm);
        if (parts.map(List::size).orElse(0) > Multipart.MOST_PARTS) {
            return new Decoded.Malformed("at most " + Multipart.MOST_PARTS + " parts", "more");
        }
        if (parts.isEmpty()) {
            return new Decoded.Malformed("parts between lines of --" + boundary.get(), excerpt(body));
        }
        if (isList) {
            return list(parts.get(), shape, content);
        }
        if (!isForm
                && (!shape.isObject()
                        || parts.get().stream().anyMatch(part -> part.name().isEmpty()))) {
            return new Decoded.Opaque();
        }
        var object = NODES.objectNode();
        for (var part : parts.get()) {
            add(object, part, shape.property(part.name()));
        }
        return Decoded.Value.of(object);
    }

    /** The parts in their order, as the items of an array. */
    private Decoded list(List<Multipart.Part> parts, Shape shape, Content content) {
        var item = content.itemSchema().isPresent() ? Optional.of(shapes.of(content.itemSchema())) : shape.items();
        var items = parts.stream()
                .map(part -> Decoded.Value.of(partValue(part, item)))
                .toList();
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

    private static JsonNode jsonOrText(String text) {
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
