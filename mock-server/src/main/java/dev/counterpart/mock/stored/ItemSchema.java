package dev.counterpart.mock.stored;

import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.mock.state.Items;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.Subschemas;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the schema of a collection's items says: which properties the server sets, and what an item looks like in a response. */
final class ItemSchema {

    /** How many generated ids are tried before a plain number is used. */
    private static final int TRIES = 5;

    private final Materials materials;
    private final ItemCollection collection;
    private final Subschemas subschemas;
    private final Map<String, Set<Place>> properties;

    ItemSchema(Materials materials, ItemCollection collection) {
        this.materials = materials;
        this.collection = collection;
        this.subschemas = new Subschemas(materials.contract().documents());
        this.properties = subschemas.properties(Set.of(collection.item().place()));
    }

    Set<String> properties() {
        return properties.keySet();
    }

    /** The value as an object without properties that are never in responses. */
    ObjectNode readable(ObjectNode value) {
        var readable = value.deepCopy();
        readable.remove(properties.keySet().stream()
                .filter(name -> is(name, "writeOnly"))
                .toList());
        return readable;
    }

    /**
     * A valid item with what a client has sent, and what the server sets.
     *
     * @param before the item that is changed; an empty object for a new one
     * @return empty if no valid item has these values
     */
    Optional<ObjectNode> item(ObjectNode sent, ObjectNode before, JsonNode id) {
        var own = readable(sent);
        own.remove(properties.keySet().stream()
                .filter(name -> is(name, "readOnly"))
                .toList());
        var generated = generated();
        var serverSet = serverSet(before, generated);
        var least = serverSet.deepCopy();
        least.setAll(own);
        var most = generated.deepCopy();
        most.setAll(serverSet);
        most.setAll(own);
        return Stream.of(least, most)
                .map(item -> {
                    item.set(collection.id(), id);
                    return item;
                })
                .filter(item -> materials.isValid(collection.item(), item))
                .findFirst();
    }

    /** The properties that clients cannot set. */
    private ObjectNode serverSet(ObjectNode before, ObjectNode generated) {
        var serverSet = JsonNodeFactory.instance.objectNode();
        for (String name : properties.keySet()) {
            var value = before.has(name) ? before.get(name) : generated.get(name);
            if (is(name, "readOnly") && value != null) {
                serverSet.set(name, value);
            }
        }
        return serverSet;
    }

    private ObjectNode generated() {
        return materials
                                .values()
                                .staticValue(collection.item(), Direction.RESPONSE)
                                .found()
                                .orElse(null)
                        instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
    }

    private boolean is(String name, String keyword) {
        return subschemas.all(properties.getOrDefault(name, Set.of())).stream()
                .anyMatch(place ->
                        materials.contract().documents().at(place).path(keyword).asBoolean(false));
    }

    boolean isSetByServer() {
        return is(collection.id(), "readOnly");
    }

    /** An id that no item of a collection has. */
    JsonNode newId(String name, Items items) {
        var schemas = List.copyOf(properties.getOrDefault(collection.id(), Set.of()));
        boolean isNumber = schemas.stream().anyMatch(this::isNumber);
        if (isNumber) {
            return JsonNodeFactory.instance.numberNode(items.highestNumber(name) + 1);
        }
        long number = items.nextNumber();
        var text = JsonNodeFactory.instance.stringNode(Long.toString(number));
        return schemas.stream()
                .map(materials.contract()::schema)
                .flatMap(schema -> generatedIds(schema, number))
                .filter(id -> items.find(name, id.asString("")).isEmpty())
                .findFirst()
                .orElse(text);
    }

    private boolean isNumber(Place place) {
        var type = materials.contract().documents().at(place).path("type");
        return Stream.concat(Stream.of(type), type.valueStream())
                .anyMatch(each ->
                        each.asString("").equals("integer") || each.asString("").equals("number"));
    }

    /** A text without further rules is the number itself, which people recognise. */
    private Stream<JsonNode> generatedIds(Schema schema, long number) {
        var plain = JsonNodeFactory.instance.stringNode(Long.toString(number));
        if (materials.isValid(schema, plain)) {
            return Stream.of(plain);
        }
        return Stream.iterate(0L, i -> i + 1)
                .limit(TRIES)
                .flatMap(
                        i -> materials
                                .values()
                                .dynamicValue(schema, Direction.RESPONSE, new Seed(number * TRIES + i))
                                .found()
                                .stream());
    }

    /**
     * A body of a response that is about an item.
     *
     * @return empty if the schema allows no body with it
     */
    Optional<JsonNode> body(Schema schema, ObjectNode item) {
        return Stream.concat(Stream.of(item, declared(schema, item)), wrapped(schema, item))
                .filter(body -> materials.isValid(schema, body))
                .findFirst();
    }

    private JsonNode declared(Schema schema, ObjectNode item) {
        return item.deepCopy()
                .retain(subschemas.properties(Set.of(schema.place())).keySet());
    }

    /** The item in each property of the response. */
    private Stream<JsonNode> wrapped(Schema schema, ObjectNode item) {
        return subschemas.properties(Set.of(schema.place())).keySet().stream()
                .map(name -> base(schema).set(name, item));
    }

    /** A list as the schema wants it: alone, or in its envelope with the number of all items. */
    Optional<JsonNode> list(Schema schema, List<ObjectNode> page, int total) {
        var list = JsonNodeFactory.instance.arrayNode().addAll(page);
        JsonNode body = list;
        if (collection.envelope().isPresent()) {
            var object = base(schema);
            object.propertyNames().stream()
                    .filter(name -> object.path(name).isIntegralNumber()
                            && name.toLowerCase(Locale.ROOT).matches("total.*|count"))
                    .toList()
                    .forEach(name -> object.put(name, total));
            set(object, collection.envelope().get(), list);
            collection.rules().total().ifPresent(name -> set(object, name, JsonNodeFactory.instance.numberNode(total)));
            body = object;
        }
        return Optional.of(body).filter(valid -> materials.isValid(schema, valid));
    }

    /** Sets a property, which may be nested with slashes. */
    private static void set(ObjectNode object, String property, JsonNode value) {
        var inside = object;
        var names = List.of(property.split("/", -1));
        for (String name : names.subList(0, names.size() - 1)) {
            inside = inside.path(name) instanceof ObjectNode known ? known : inside.putObject(name);
        }
        inside.set(names.get(names.size() - 1), value);
    }

    private ObjectNode base(Schema schema) {
        return materials
                                .values()
                                .staticValue(schema, Direction.RESPONSE)
                                .found()
                                .orElse(null)
                        instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** The id of an item, as it is in paths; empty if it has none. */
    Optional<String> id(ObjectNode item) {
        var id = item.path(collection.id());
        return id.isValueNode() && !id.isNull() ? Optional.of(id.asString(Json.text(id))) : Optional.empty();
    }
}
