package dev.counterpart.verify.variation;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.request.RequestMaker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values at the limits of a schema, and arrays just beyond them. The caller validates each against the schema. */
public final class BoundaryValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_ITEMS = 50;
    private static final int MOST_TRIES = 100;
    private static final int MOST_ENUM_VALUES = 12;
    private static final int DEEPEST = 3;

    /**
     * A value, and its description.
     *
     * @param isClosed whether the document lists or counts it, so that the provider cannot restrict it further
     */
    public record Boundary(String title, JsonNode value, boolean isClosed) {}

    private final Contract contract;
    private final RequestMaker requests;
    private final List<Boundary> all = new ArrayList<>();

    private BoundaryValues(Contract contract, RequestMaker requests) {
        this.contract = contract;
        this.requests = requests;
    }

    /**
     * The values at the limits of the schema.
     *
     * @param good a valid value, the base of objects and arrays; a sample if there is none
     */
    public static List<Boundary> of(Contract contract, RequestMaker requests, Schema schema, Optional<JsonNode> good) {
        var values = new BoundaryValues(contract, requests);
        values.add(schema.place(), good, 0);
        return values.all;
    }

    private void add(Place at, Optional<JsonNode> given, int depth) {
        var place = contract.documents().resolved(at);
        if (place.isEmpty() || depth > DEEPEST) {
            return;
        }
        var schema = contract.documents().at(place.get());
        var good = given.or(() -> requests.sample(contract.schema(place.get())));
        schema.path("enum").valueStream().limit(MOST_ENUM_VALUES).forEach(value -> add(Json.text(value), value, true));
        if (schema.path("nullable").asBoolean(false) || types(schema).contains("null")) {
            add("null", NODES.nullNode(), true);
        }
        branches(place.get());
        if (!schema.has("enum") && !schema.has("const")) {
            scalars(schema);
            good.filter(JsonNode::isArray).ifPresent(array -> items(place.get(), schema, array, depth));
            good.filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .ifPresent(object -> members(place.get(), schema, object, depth));
        }
    }

    private void scalars(JsonNode schema) {
        var types = types(schema);
        if (types.contains("boolean")) {
            add("true", NODES.booleanNode(true), true);
            add("false", NODES.booleanNode(false), true);
        }
        if (types.contains("integer") || types.contains("number")) {
            numbers(schema);
        }
        if (types.contains("string")) {
            text(schema);
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(each -> each.asString("")).toList()
                : List.of(type.asString(""));
    }

    private void numbers(JsonNode schema) {
        limit(schema, "minimum", "exclusiveMinimum", BigDecimal.ONE);
        limit(schema, "maximum", "exclusiveMaximum", BigDecimal.ONE.negate());
    }

    /** The limit; the next value if it is exclusive. */
    private void limit(JsonNode schema, String keyword, String exclusive, BigDecimal inwards) {
        var limit = schema.path(keyword);
        var beyond = schema.path(exclusive);
        if (limit.isNumber() && !beyond.asBoolean(false)) {
            add("the " + keyword + " " + limit.decimalValue().toPlainString(), limit, true);
        }
        var bound = beyond.isNumber() ? beyond : limit;
        if (bound.isNumber() && (beyond.isNumber() || beyond.asBoolean(false))) {
            var value = bound.decimalValue().add(inwards);
            add(
                    value.toPlainString()
                            + (inwards.signum() > 0 ? ", greater than " : ", less than ")
                            + bound.decimalValue().toPlainString(),
                    NODES.numberNode(value),
                    true);
        }
    }

    private void text(JsonNode schema) {
        if (schema.has("pattern") || schema.has("format")) {
            return;
        }
        for (String keyword : List.of("minLength", "maxLength")) {
            int length = schema.path(keyword).asInt(-1);
            if (length >= 0 && length <= LONGEST_TEXT) {
                add(keyword + " " + length, NODES.stringNode("a".repeat(length)), false);
            }
        }
    }

    /** One value of each branch of a choice; a generated one may be unknown to the provider. */
    private void branches(Place place) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            for (int i = 0; i < contract.documents().at(place).path(keyword).size(); i++) {
                var title = keyword + " " + (i + 1);
                requests.sample(contract.schema(place.member(keyword).element(i)))
                        .ifPresent(value -> add(title, value, false));
            }
        }
    }

    private void items(Place place, JsonNode schema, JsonNode array, int depth) {
        var item = new BoundaryValues(contract, requests);
        item.add(place.member("items"), Optional.ofNullable(array.get(0)), depth + 1);
        for (var boundary : item.all) {
            var values = NODES.arrayNode().add(boundary.value());
            for (int i = 1; i < array.size(); i++) {
                values.add(array.get(i));
            }
            add("first item: " + boundary.title(), values, boundary.isClosed());
        }
        counts(place, schema, array, item.all);
    }

    /**
     * The minimum and maximum number of items, one fewer and one more, different from each other if they must be unique; and two,
     * for readers that expect only one.
     */
    private void counts(Place place, JsonNode schema, JsonNode array, List<Boundary> others) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(-1);
        boolean repeats = !schema.path("uniqueItems").asBoolean(false) && !array.isEmpty();
        var unlike = new LinkedHashSet<>(array.values());
        others.stream().filter(Boundary::isClosed).map(Boundary::value).forEach(unlike::add);
        boolean isListed = unlike.size() > array.size();
        if (!repeats && most < MOST_ITEMS) {
            more(place.member("items"), unlike, Math.max(least, most) + 1);
        }
        counts(schema, List.copyOf(repeats ? array.values() : unlike), repeats, isListed);
    }

    private void counts(JsonNode schema, List<JsonNode> items, boolean repeats, boolean isListed) {
        if (schema.has("minItems")) {
            int least = schema.path("minItems").asInt(0);
            count("minItems " + least, items, least, repeats, true);
            count("fewer items than minItems", items, least - 1, repeats, true);
        }
        if (schema.has("maxItems")) {
            int most = schema.path("maxItems").asInt(-1);
            count("maxItems " + most, items, most, repeats, true);
            count("more items than maxItems", items, most + 1, repeats, true);
        } else {
            count("two items", items, 2, repeats, isListed);
        }
        count("no items", items, 0, repeats, false);
    }

    /** Generates items until there are that many, or until no different one is found. */
    private void more(Place item, Set<JsonNode> unlike, int wanted) {
        contract.documents()
                .resolved(item)
                .map(contract::schema)
                .ifPresent(schema -> IntStream.range(0, MOST_TRIES)
                        .takeWhile(number -> unlike.size() < wanted)
                        .forEach(number -> requests.sample(schema, number).ifPresent(unlike::add)));
    }

    private void count(String title, List<JsonNode> items, int count, boolean repeats, boolean isClosed) {
        boolean enough = count == 0 || (!items.isEmpty() && (repeats || count <= items.size()));
        if (count >= 0 && count <= MOST_ITEMS && enough) {
            var values = NODES.arrayNode();
            for (int i = 0; i < count; i++) {
                values.add(items.get(i % items.size()));
            }
            add(title, values, isClosed);
        }
    }

    private void members(Place place, JsonNode schema, ObjectNode object, int depth) {
        var required = schema.path("required")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        var optional = object.propertyNames().stream()
                .filter(name -> !required.contains(name))
                .toList();
        for (String name : optional) {
            var without = object.deepCopy();
            without.remove(name);
            add("without " + name, without, true);
        }
        var least = object.deepCopy();
        least.remove(optional);
        add("with the required properties only", least, true);
        contract.documents()
                .members(place.member("properties"))
                .forEach((name, property) -> member(name, property, object, depth));
    }

    private void member(String name, Place property, ObjectNode object, int depth) {
        var nested = new BoundaryValues(contract, requests);
        nested.add(property, Optional.ofNullable(object.get(name)), depth + 1);
        for (var boundary : nested.all) {
            add(name + ": " + boundary.title(), object.deepCopy().set(name, boundary.value()), boundary.isClosed());
        }
    }

    private void add(String title, JsonNode value, boolean isClosed) {
        all.add(new Boundary(Violation.shortened(title), value, isClosed));
    }
}
