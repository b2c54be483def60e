package dev.counterpart.verify.plan;

import dev.counterpart.spec.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A good value with one number or boolean in it written as text, or with a fraction: what readers that convert types take
 * without a word.
 */
final class OtherTypes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST = 12;

    /** A value, and what was done to it in words. */
    record Changed(String title, JsonNode value) {}

    private final JsonNode good;
    private final List<Changed> all = new ArrayList<>();

    private OtherTypes(JsonNode good) {
        this.good = good;
    }

    /** Whether each is really wrong is for the schema to say. */
    static List<Changed> of(JsonNode good) {
        var types = new OtherTypes(good);
        types.walk(JsonPointer.empty(), good);
        return types.all.subList(0, Math.min(types.all.size(), MOST));
    }

    private void walk(JsonPointer at, JsonNode node) {
        if (node.isNumber() || node.isBoolean()) {
            add(at, " as text", NODES.stringNode(Json.text(node)));
        }
        if (node.isIntegralNumber()) {
            add(at, " with a fraction", NODES.numberNode(node.decimalValue().add(new BigDecimal("0.5"))));
        }
        node.properties().forEach(member -> walk(at.appendProperty(member.getKey()), member.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(at.appendIndex(i), node.get(i));
        }
    }

    private void add(JsonPointer at, String what, JsonNode value) {
        if (at.matches()) {
            all.add(new Changed("body" + what, value));
            return;
        }
        var copy = good.deepCopy();
        var parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.set(at.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(at.last().getMatchingIndex(), value);
        }
        all.add(new Changed(at + what, copy));
    }
}
