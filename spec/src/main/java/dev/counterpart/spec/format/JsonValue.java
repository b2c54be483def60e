package dev.counterpart.spec.format;

import java.util.ArrayList;
import java.util.HashMap;
import tools.jackson.databind.JsonNode;

/** A JSON value whose {@code equals} is that of JSON Schema: numbers by value, objects without order. */
public final class JsonValue {

    private enum Nothing {
        NULL
    }

    private JsonValue() {}

    public static Object of(JsonNode node) {
        if (node.isNumber()) {
            return Numbers.isFinite(node) ? Numbers.canonical(Numbers.exact(node)) : node.doubleValue();
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            var elements = new ArrayList<Object>(node.size());
            node.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (node.isObject()) {
            var members = new HashMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return members;
        }
        return Nothing.NULL;
    }
}
