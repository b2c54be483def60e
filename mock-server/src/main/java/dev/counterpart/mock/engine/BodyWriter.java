package dev.counterpart.mock.engine;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Values as bytes of a media type. */
public final class BodyWriter {

    private BodyWriter() {}

    public static byte[] bytes(JsonNode node, MediaType mediaType) {
        if (mediaType.isJson() || mediaType.type().equals("*")) {
            return Json.bytes(node);
        }
        return text(node, mediaType).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, MediaType mediaType) {
        if (node.isString()) {
            return node.asString();
        }
        return mediaType.isXml() ? xml(node) : Json.text(node);
    }

    /** A root {@code xml} with an element for each property, and one for each item of a list. */
    private static String xml(JsonNode node) {
        var xml = new StringBuilder();
        element("xml", node, xml);
        return xml.toString();
    }

    private static void element(String name, JsonNode node, StringBuilder xml) {
        if (node.isArray()) {
            node.valueStream().forEach(item -> element(name, item, xml));
            return;
        }
        xml.append('<').append(name).append('>');
        if (node.isObject()) {
            node.properties().forEach(member -> element(member.getKey(), member.getValue(), xml));
        } else {
            xml.append(escaped(node.isString() ? node.asString() : Json.text(node)));
        }
        xml.append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
