package dev.counterpart.mock.stored;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The items that a collection begins with: those of its fixtures, then those of the examples in the document. */
final class Seeds {

    private final Materials materials;
    private final ItemCollection collection;
    private final ItemSchema schema;

    Seeds(Materials materials, ItemCollection collection, ItemSchema schema) {
        this.materials = materials;
        this.collection = collection;
        this.schema = schema;
    }

    Map<String, ObjectNode> items() {
        var items = new LinkedHashMap<String, ObjectNode>();
        collection.operations().stream()
                .filter(operation -> operation.key().method().equals(Method.GET))
                .flatMap(operation -> Stream.concat(fixtures(operation), examples(operation)))
                .flatMap(this::itemsIn)
                .filter(item -> materials.isValid(collection.item(), item))
                .forEach(item -> schema.id(item).ifPresent(id -> items.putIfAbsent(id, item)));
        return items;
    }

    private Stream<JsonNode> fixtures(Operation operation) {
        return materials.fixtures().of(operation).stream()
                .filter(fixture -> fixture.status() >= 200 && fixture.status() <= 299)
                .flatMap(fixture -> fixture.body().stream())
                .filter(body -> body.template().isEmpty())
                .flatMap(Seeds::value);
    }

    private static Stream<JsonNode> value(Fixture.Body body) {
        return Json.parse(body.bytes()) instanceof Json.Parsed.Value value ? Stream.of(value.node()) : Stream.empty();
    }

    private Stream<JsonNode> examples(Operation operation) {
        return operation.responses().stream()
                .filter(response -> response.status().isSuccess())
                .flatMap(response -> response.content().stream())
                .filter(Content::canBeJson)
                .flatMap(this::examples);
    }

    private Stream<JsonNode> examples(Content content) {
        return Stream.concat(
                content.examples().stream().flatMap(example -> example.value().stream()),
                materials.example(content).stream());
    }

    /** The objects of a list, of a list in its envelope, or the object itself. */
    private Stream<ObjectNode> itemsIn(JsonNode value) {
        var list = collection
                .envelope()
                .map(name -> ItemCollection.at(value, name))
                .filter(JsonNode::isArray)
                .orElse(value);
        var items = list.isArray() ? list.valueStream() : Stream.of(list);
        return items.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }
}
