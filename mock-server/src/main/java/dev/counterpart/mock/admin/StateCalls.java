package dev.counterpart.mock.admin;

import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.mock.state.ItemCollections;
import dev.counterpart.mock.state.Items;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.mock.stored.StoredItem;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The items of stateful answers. */
final class StateCalls {

    private final Running running;

    StateCalls(Running running) {
        this.running = running;
    }

    /** The collections that the contracts declare, and those in use with the number of their items. */
    Response collections(AdminCall call) {
        var declared = JsonNodeFactory.instance.arrayNode();
        var used = JsonNodeFactory.instance.arrayNode();
        for (int contract = 0; contract < running.served().size(); contract++) {
            addDeclared(contract, declared);
            addUsed(contract, used);
        }
        var store = running.control().store();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("stateful", running.isStateful());
        node.put("maximum", Rows.MOST);
        node.put("maximumCharacters", Rows.MOST_CHARACTERS);
        node.put("place", store.place());
        node.put("shared", store.isShared());
        store.fault().ifPresent(reason -> node.put("fault", reason));
        node.set("declared", declared);
        node.set("collections", used);
        return AdminCall.ok(node);
    }

    private void addDeclared(int contract, ArrayNode declared) {
        collections(contract)
                .forEach(collection -> declared.addObject()
                        .put("contract", contract)
                        .put("path", collection.path())
                        .put("item", collection.itemPath())
                        .put("id", collection.id()));
    }

    private void addUsed(int contract, ArrayNode used) {
        running.control()
                .rows(contract)
                .read(Items::counts)
                .forEach((name, items) -> used.addObject()
                        .put("contract", contract)
                        .put("collection", name)
                        .put("items", items));
    }

    Response items(AdminCall call) {
        int offset = call.number("offset", 0);
        int limit = call.number("limit", Rows.MOST);
        var list = JsonNodeFactory.instance.arrayNode();
        rows(call).read(items -> items.all(name(call))).entrySet().stream()
                .skip(offset)
                .limit(limit)
                .forEach(each -> list.add(json(each.getKey(), each.getValue())));
        return AdminCall.ok(list);
    }

    Response item(AdminCall call) {
        String id = call.query("id").orElse("");
        return rows(call)
                .read(items -> items.find(name(call), id))
                .map(item -> AdminCall.ok(json(id, item)))
                .orElseGet(() -> AdminCall.notFound(name(call) + " has no item " + id + "."));
    }

    private static ObjectNode json(String id, ObjectNode item) {
        var node = JsonNodeFactory.instance.objectNode().put("id", id);
        node.set("item", item);
        return node;
    }

    /** The items that do not fit; nothing is then stored. */
    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full(Items.Stored stored) {
            super(stored.bound());
        }
    }

    /** Stores items in a collection, all or none: those of the request, or those that it begins with. */
    Response seed(AdminCall call) {
        var body = call.body();
        int contract = position(body.path("contract").asInt(0));
        String name = body.path("collection").asString("");
        var collection =
                collections(contract).filter(each -> each.hasName(name)).findFirst();
        if (collection.isEmpty()) {
            return AdminCall.notFound("No collection is named " + name + "; there are: "
                    + collections(contract).map(ItemCollection::path).collect(Collectors.joining(", ")) + ".");
        }
        if (!body.has("items")) {
            var materials = running.served().get(contract).engine().materials();
            return seeded(contract, name, new LinkedHashMap<>(StoredItem.seeds(materials, collection.get())));
        }
        String id = collection.get().id();
        var invalid = body.path("items")
                .valueStream()
                .filter(each -> !isItem(each, id))
                .findFirst();
        return invalid.isPresent()
                ? AdminCall.invalid("Each item must be an object with the property " + id + ", but one is "
                        + Json.described(invalid.get()) + ".")
                : seeded(contract, name, byId(body.path("items"), id));
    }

    private static Map<String, ObjectNode> byId(JsonNode items, String id) {
        var byId = new LinkedHashMap<String, ObjectNode>();
        items.forEach(each -> byId.put(text(each.path(id)), (ObjectNode) each));
        return byId;
    }

    private static boolean isItem(JsonNode node, String id) {
        return node.isObject() && node.path(id).isValueNode() && !node.path(id).isNull();
    }

    private static String text(JsonNode id) {
        return id.asString(Json.text(id));
    }

    private Response seeded(int contract, String name, Map<String, ObjectNode> seeds) {
        try {
            int created = running.control().rows(contract).change(items -> created(items, name, seeds));
            return AdminCall.ok(JsonNodeFactory.instance
                    .objectNode()
                    .put("created", created)
                    .put("replaced", seeds.size() - created));
        } catch (Full full) {
            return AdminCall.problem(409, Objects.requireNonNull(full.getMessage()));
        }
    }

    private static int created(Items items, String name, Map<String, ObjectNode> seeds) {
        int created = 0;
        for (var seed : seeds.entrySet()) {
            var stored = items.put(name, seed.getKey(), seed.getValue());
            if (stored.isFull()) {
                throw new Full(stored);
            }
            created += stored == Items.Stored.CREATED ? 1 : 0;
        }
        return created;
    }

    private Stream<ItemCollection> collections(int contract) {
        var served = running.served().get(contract);
        return ItemCollections.of(served.contract(), served.fixtures().state()).all().stream();
    }

    /** People may store items that the contract does not allow: that is how a client's error handling is tried. */
    Response put(AdminCall call) {
        if (!(call.body() instanceof ObjectNode item)) {
            return AdminCall.invalid("An item is a JSON object.");
        }
        var stored = rows(call)
                .change(items -> items.put(name(call), call.query("id").orElse(""), item));
        return stored.isFull() ? AdminCall.problem(409, stored.bound()) : AdminCall.done();
    }

    Response remove(AdminCall call) {
        String id = call.query("id").orElse("");
        return rows(call).change(items -> items.remove(name(call), id))
                ? AdminCall.done()
                : AdminCall.notFound(name(call) + " has no item " + id + ".");
    }

    /** Collections, or one of them, begin again with the items of fixtures and examples. */
    Response reset(AdminCall call) {
        if (call.query("collection").isPresent()) {
            rows(call).change(items -> {
                items.clear(name(call));
                return true;
            });
            return AdminCall.done();
        }
        for (int i = 0; i < running.served().size(); i++) {
            running.control().rows(i).clear();
        }
        return AdminCall.done();
    }

    private static String name(AdminCall call) {
        return call.query("collection").orElse("");
    }

    private Rows rows(AdminCall call) {
        return running.control().rows(position(call.number("contract", 0)));
    }

    private int position(int contract) {
        return Math.max(0, Math.min(contract, running.served().size() - 1));
    }
}
