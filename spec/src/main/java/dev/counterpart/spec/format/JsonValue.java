package dev.counterpart.spec.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.TreeMap;
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

    /**
     * A text that is equal for equal values only. Unlike the values of {@link #of}, texts are ordered, so that a set of them stays fast
     * even if all have the same hash.
     */
    public static String text(JsonNode node) {
        var text = new StringBuilder();
        append(node, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isString()) {
            text.append('"').append(node.stringValue().length()).append(':').append(node.stringValue());
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(element -> append(element, text.append(',')));
            text.append(']');
        } else if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            text.append('{');
            members.forEach((name, value) -> {
                text.append(name.length()).append(':').append(name).append('=');
                append(value, text);
            });
            text.append('}');
        } else {
            text.append(of(node));
        }
    }
}
