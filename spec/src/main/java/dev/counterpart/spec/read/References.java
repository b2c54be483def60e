package dev.counterpart.spec.read;

import dev.counterpart.spec.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code $ref}s of a document, but not those inside examples and other values. */
final class References {

    /** Keywords that hold values, not parts of the document. */
    private static final Set<String> VALUES = Set.of("example", "examples", "default", "enum", "const", "value");

    /** Keywords whose members are named by the author. */
    private static final Set<String> MAPS = Set.of(
            "paths",
            "schemas",
            "responses",
            "parameters",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "webhooks",
            "content",
            "properties",
            "patternProperties",
            "dependentSchemas",
            "$defs",
            "definitions",
            "securityDefinitions");

    /** Is told of each reference. */
    interface Visitor {

        /**
         * A reference.
         *
         * @param at gives, during this call, the place of the object that holds it
         */
        void visit(String reference, Supplier<JsonPointer> at);
    }

    private final Visitor found;
    private final List<Object> path = new ArrayList<>();

    private References(Visitor found) {
        this.found = found;
    }

    static void each(Document document, Visitor found) {
        new References(found).walk(document.tree(), false);
    }

    private void walk(JsonNode node, boolean names) {
        if (node.isObject()) {
            walkMembers(node, names);
        } else {
            walkElements(node);
        }
    }

    private void walkMembers(JsonNode node, boolean names) {
        for (var member : node.properties()) {
            var value = member.getValue();
            if (value.isContainer()) {
                path.add(member.getKey());
                if (names) {
                    walk(value, false);
                } else {
                    walkMember(member.getKey(), value);
                }
                path.remove(path.size() - 1);
            } else if (value.isString() && !names && member.getKey().equals("$ref")) {
                found(value.asString());
            }
        }
    }

    private void walkMember(String key, JsonNode value) {
        if (key.equals("examples")) {
            examples(value);
        } else if (key.equals("mapping")) {
            mapping(value);
        } else if (!VALUES.contains(key) && !key.startsWith("x-")) {
            walk(value, MAPS.contains(key) && value.isObject());
        }
    }

    private void walkElements(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isContainer()) {
                path.add(i);
                walk(array.get(i), false);
                path.remove(path.size() - 1);
            }
        }
    }

    /** Example Objects can be referred to; what is in them is a value. */
    private void examples(JsonNode examples) {
        for (var example : examples.properties()) {
            var reference = example.getValue().get("$ref");
            if (reference != null && reference.isString() && example.getValue().size() == 1) {
                path.add(example.getKey());
                found(reference.asString());
                path.remove(path.size() - 1);
            }
        }
    }

    /** A discriminator's mapping names schemas, or refers to them if it looks like a reference. */
    private void mapping(JsonNode mapping) {
        for (var member : mapping.properties()) {
            String text = member.getValue().isString() ? member.getValue().asString() : "";
            if (text.startsWith("#/") || text.contains("/") || text.endsWith(".json") || text.endsWith(".yaml")) {
                path.add(member.getKey());
                found(text);
                path.remove(path.size() - 1);
            }
        }
    }

    private void found(String text) {
        found.visit(text, this::pointer);
    }

    private JsonPointer pointer() {
        var pointer = JsonPointer.empty();
        for (Object step : path) {
            pointer = step instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(String.valueOf(step));
        }
        return pointer;
    }
}
