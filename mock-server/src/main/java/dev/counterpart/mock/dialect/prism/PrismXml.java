package dev.counterpart.mock.dialect.prism;

import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.spec.write.XmlText;
import tools.jackson.databind.JsonNode;

/** Values as XML as Prism writes them: a root {@code xml} with an element for each property, and one for each item of a list. */
final class PrismXml {

    private PrismXml() {}

    static String text(JsonNode node) {
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
            xml.append(XmlText.markup(ParameterWriter.text(node)));
        }
        xml.append("</").append(name).append('>');
    }
}
