package dev.counterpart.spec.decode;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.ParameterBuilder;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.MediaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes forms. Arrays and objects are serialized like query parameters, as {@code encoding} declares. Brackets are always accepted too.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
final class FormDecoder {

    private static final int MOST_READINGS = 32;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Documents documents;
    private final ParameterDecoder parameters;
    private final boolean decodesJson;

    /** @param decodesJson whether fields that are declared as JSON are decoded */
    FormDecoder(Documents documents, ParameterDecoder parameters, boolean decodesJson) {
        this.documents = documents;
        this.parameters = parameters;
        this.decodesJson = decodesJson;
    }

    private record Form(Pairs pairs, Content content, Shape shape) {

        Optional<Encoding> encoding(String name) {
            return Optional.ofNullable(content.encodings().get(name));
        }

        boolean isStyled(String name) {
            return encoding(name).map(Encoding::styled).orElse(false);
        }

        /** The property before the brackets, unless the name with brackets is a property itself. */
        Optional<String> base(String name) {
            return Brackets.base(name)
                    .filter(base -> !shape.properties().containsKey(name)
                            && shape.properties().containsKey(base)
                            && shape.property(base)
                                    .filter(known -> known.isArray() || known.isObject())
                                    .isPresent());
        }

        /** Whether the encoding says that values are JSON; {@code style} and its like take precedence (Encoding Object). */
        boolean isJson(String name) {
            return !isStyled(name)
                    && encoding(name)
                            .flatMap(Encoding::contentType)
                            .flatMap(MediaType::parse)
                            .filter(MediaType::isJson)
                            .isPresent();
        }
    }

    /** The properties that were decoded so far, with all their readings. */
    private static final class Members {

        private final ObjectNode first = NODES.objectNode();
        private final Map<String, List<JsonNode>> others = new LinkedHashMap<>();

        void set(String name, List<? extends JsonNode> readings) {
            first.set(name, readings.get(0));
            if (readings.size() > 1) {
                others.put(name, List.copyOf(readings.subList(1, readings.size())));
            }
        }

        /** The object, and the same with every combination of the other readings of its members, up to a limit. */
        List<JsonNode> combined() {
            var all = new ArrayList<ObjectNode>();
            all.add(first);
            others.forEach((name, readings) -> {
                if (all.size() * (readings.size() + 1) <= MOST_READINGS) {
                    for (var known : List.copyOf(all)) {
                        readings.forEach(reading -> all.add(with(known, name, reading)));
                    }
                }
            });
            return List.copyOf(all);
        }

        private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
            var copy = object.deepCopy();
            if (value.isMissingNode()) {
                copy.remove(name);
            } else {
                copy.set(name, value);
            }
            return copy;
        }
    }

    Decoded.Value decoded(Pairs pairs, Content content, Shape shape) {
        var form = new Form(pairs, content, shape);
        var members = new Members();
        var done = new HashSet<String>();
        exploded(form).forEach((name, value) -> {
            members.set(name, List.of(value));
            value.propertyNames().forEach(done::add);
        });
        for (String name : pairs.names()) {
            var base = form.base(name);
            boolean isDone = done.contains(name) && !shape.properties().containsKey(name);
            if (base.isEmpty() && !isDone) {
                members.set(name, readings(form, name));
            } else if (base.isPresent() && !isDone && done.add(base.get())) {
                members.set(base.get(), List.of(Brackets.of(base.get(), pairs).value(shape.property(base.get()))));
            }
        }
        return new Decoded.Value(members.combined());
    }

    /** The readings of a field, at least one; an undeclared one is its text. */
    private List<JsonNode> readings(Form form, String name) {
        return form.shape()
                .property(name)
                .map(property -> readings(form, name, property))
                .orElseGet(() -> List.of(
                        NODES.stringNode(form.pairs().decodedValues(name).get(0))));
    }

    /** A missing node is the reading that nothing was sent. */
    private List<JsonNode> readings(Form form, String name, Shape property) {
        boolean isScalar = !property.isArray() && !property.isObject();
        var values = form.pairs().decodedValues(name);
        String last = values.get(values.size() - 1);
        if (last.isEmpty() && (isScalar || values.size() == 1)) {
            return property.allowsEmptyValue()
                    ? List.of(empty(property), MissingNode.getInstance())
                    : List.of(empty(property));
        }
        if (decodesJson && form.isJson(name)) {
            return json(values, property);
        }
        if (isScalar) {
            return scalars(last, property);
        }
        return property.isObject() && !form.isStyled(name)
                ? List.of(BodyDecoder.jsonOrText(last))
                : styled(form, name, property);
    }

    private static JsonNode empty(Shape property) {
        return property.isArray() ? ParameterDecoder.emptyItem(property) : NODES.stringNode("");
    }

    /** The readings of a field that is serialized like a parameter. */
    private List<JsonNode> styled(Form form, String name, Shape property) {
        if (parameters.query(asParameter(form, name), form.pairs()) instanceof Decoded.Value value) {
            // Clients encode the delimiters in forms, so the reading that decodes first is the likely one.
            var readings = new ArrayList<>(value.readings());
            Collections.reverse(readings);
            readings.sort(Comparator.comparing(reading -> !isOf(reading, property)));
            return readings;
        }
        return List.of(empty(property));
    }

    /** JSON in a field; for an array, the whole in one field or an item in each. */
    private static List<JsonNode> json(List<String> values, Shape property) {
        var last = BodyDecoder.jsonOrText(values.get(values.size() - 1));
        if (property.isObject()) {
            return List.of(last);
        }
        if (!property.isArray()) {
            var readings = new ArrayList<>(List.of(last));
            readings.addAll(scalars(values.get(values.size() - 1), property));
            return readings;
        }
        var items = NODES.arrayNode();
        values.forEach(value -> items.add(BodyDecoder.jsonOrText(value)));
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
    private Map<String, ObjectNode> exploded(Form form) {
        var exploded = new LinkedHashMap<String, ObjectNode>();
        form.content().encodings().forEach((name, encoding) -> {
            boolean isForm = encoding.styled() && encoding.explode() && encoding.style() == Parameter.Style.FORM;
            if (isForm
                    && form.shape().property(name).map(Shape::isObject).orElse(false)
                    && parameters.query(asParameter(form, name), form.pairs()) instanceof Decoded.Value value
                    && value.first() instanceof ObjectNode object) {
                exploded.put(name, object);
            }
        });
        return exploded;
    }

    /** The query parameter that is serialized like a property of a form. */
    private Parameter asParameter(Form form, String name) {
        var schema = Optional.ofNullable(form.shape().properties().get(name))
                .map(place -> new Schema(place, documents.at(place)));
        return ParameterBuilder.builder()
                .name(name)
                .in(Parameter.In.QUERY)
                .style(form.encoding(name).map(Encoding::style).orElse(Parameter.Style.FORM))
                .explode(form.encoding(name).map(Encoding::explode).orElse(true))
                .schema(schema)
                .examples(List.of())
                .place(form.content().place())
                .build();
    }
}
