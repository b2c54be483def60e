package dev.counterpart.mock.admin;

import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.mock.state.ItemCollections;
import dev.counterpart.mock.state.Items;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.spec.http.Response;
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
        int position = 0;
        for (var served : running.served()) {
            for (ItemCollection collection : ItemCollections.of(
                            served.contract(), served.fixtures().state())
                    .all()) {
                declared.addObject()
                        .put("contract", position)
                        .put("path", collection.path())
                        .put("id", collection.id());
            }
            int contract = position++;
            running.control()
                    .rows(contract)
                    .read(Items::counts)
                    .forEach((name, items) -> used.addObject()
                            .put("contract", contract)
                            .put("collection", name)
                            .put("items", items));
        }
        var node = JsonNodeFactory.instance.objectNode();
        node.put("stateful", running.isStateful());
        node.put("maximum", Rows.MOST);
        node.set("declared", declared);
        node.set("collections", used);
        return AdminCall.ok(node);
    }

    Response items(AdminCall call) {
        var list = JsonNodeFactory.instance.arrayNode();
        rows(call)
                .read(items -> items.all(name(call)))
                .forEach((id, item) -> list.addObject().put("id", id).set("item", item));
        return AdminCall.ok(list);
    }

    /** People may store items that the contract does not allow: that is how a client's error handling is tried. */
    Response put(AdminCall call) {
        if (!(call.body() instanceof ObjectNode item)) {
            return AdminCall.problem(400, "Bad Request", "An item is a JSON object.");
        }
        var stored = rows(call)
                .change(items -> items.put(name(call), call.query("id").orElse(""), item));
        return stored.isFull() ? AdminCall.problem(409, "Conflict", stored.bound()) : AdminCall.done();
    }

    Response remove(AdminCall call) {
        String id = call.query("id").orElse("");
        return rows(call).change(items -> items.remove(name(call), id))
                ? AdminCall.done()
                : AdminCall.notFound(name(call) + " has no item " + id + ".");
    }

    /** Collections begin again with the items of fixtures and examples. */
    Response reset(AdminCall call) {
        for (int i = 0; i < running.served().size(); i++) {
            running.control().rows(i).clear();
        }
        return AdminCall.done();
    }

    private static String name(AdminCall call) {
        return call.query("collection").orElse("");
    }

    private Rows rows(AdminCall call) {
        int contract = call.query("contract").map(Integer::valueOf).orElse(0);
        return running.control().rows(Math.min(contract, running.served().size() - 1));
    }
}
