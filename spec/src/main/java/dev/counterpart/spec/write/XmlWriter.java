package dev.counterpart.spec.write;

import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.decode.XmlForm;
import dev.counterpart.spec.decode.XmlForm.NodeType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Values as XML, as the XML Objects of their schema say. Without one, a property is an element, and so is each item of an array.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#xml-object">OpenAPI 3.2.0, XML Object</a>
 */
final class XmlWriter {

    /** The root element where neither the schema nor a component has a name. */
    private static final String ROOT = "xml";

    private static final String NIL = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";

    /** Characters that a name without colon cannot have; stricter than XML 1.0 §2.3 outside of ASCII letters and digits. */
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{Nd}._-]");

    private final StringBuilder xml = new StringBuilder();

    private XmlWriter() {}

    static String text(JsonNode value, Shape shape) {
        var writer = new XmlWriter();
        String name = shape.xml().nameOr(shape.component().isEmpty() ? ROOT : shape.component());
        var root = new Frame(Map.of());
        if (value.isArray()) {
            writer.wrapped(name, value, shape.xml(), Optional.of(shape), root);
        } else {
            writer.element(name, value, shape.xml(), Optional.of(shape), root);
        }
        return writer.xml.toString();
    }

    /** What is in scope: namespaces by prefix; the empty prefix is the default namespace. */
    private record Frame(Map<String, String> namespaces) {

        Frame and(XmlForm form) {
            if (form.namespace().isEmpty() || form.namespace().equals(namespaces.get(form.prefix()))) {
                return this;
            }
            var more = new LinkedHashMap<>(namespaces);
            more.put(form.prefix(), form.namespace());
            return new Frame(more);
        }

        /** The name with its prefix, if the prefix has a namespace. */
        String qualified(String name, XmlForm form) {
            boolean isKnown = !form.prefix().isEmpty() && namespaces.containsKey(form.prefix());
            return isKnown ? name(form.prefix()) + ":" + name(name) : name(name);
        }

        String declarations(Frame outer) {
            var text = new StringBuilder();
            namespaces.forEach((prefix, namespace) -> {
                if (!namespace.equals(outer.namespaces.get(prefix))) {
                    text.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + name(prefix))
                            .append("=\"")
                            .append(XmlText.attribute(namespace))
                            .append('"');
                }
            });
            return text.toString();
        }
    }

    private void element(String name, JsonNode value, XmlForm form, Optional<Shape> shape, Frame outer) {
        var frame = outer.and(form);
        String tag = frame.qualified(name, form);
        xml.append('<')
                .append(tag)
                .append(frame.declarations(outer))
                .append(value.isNull() ? NIL : "")
                .append(attributes(value, shape, frame))
                .append('>');
        content(name, value, shape, frame);
        xml.append("</").append(tag).append('>');
    }

    private static String attributes(JsonNode value, Optional<Shape> shape, Frame frame) {
        var attributes = new StringBuilder();
        for (var member : value.properties()) {
            var form = form(shape.flatMap(known -> known.property(member.getKey())));
            if (form.type() == NodeType.ATTRIBUTE && !member.getValue().isNull()) {
                var declared = form.prefix().isEmpty() ? frame : frame.and(form);
                attributes
                        .append(declared.declarations(frame))
                        .append(' ')
                        .append(declared.qualified(form.nameOr(member.getKey()), form))
                        .append("=\"")
                        .append(XmlText.attribute(list(member.getValue())))
                        .append('"');
            }
        }
        return attributes.toString();
    }

    private void content(String name, JsonNode value, Optional<Shape> shape, Frame frame) {
        if (value.isObject()) {
            for (var member : value.properties()) {
                member(
                        member.getKey(),
                        member.getValue(),
                        shape.flatMap(known -> known.property(member.getKey())),
                        frame);
            }
        } else if (value.isArray()) {
            items(name, value, shape, frame);
        } else if (!value.isNull()) {
            xml.append(XmlText.element(ParameterWriter.text(value)));
        }
    }

    private void member(String key, JsonNode value, Optional<Shape> property, Frame frame) {
        var form = form(property);
        switch (form.type()) {
            case ATTRIBUTE -> {}
            case TEXT -> xml.append(XmlText.element(list(value)));
            case CDATA ->
                xml.append("<![CDATA[")
                        .append(XmlText.legal(list(value)).replace("]]>", "]]]]><![CDATA[>"))
                        .append("]]>");
            case NONE -> unwrapped(key, value, property, frame);
            default -> node(form.nameOr(key), value, property, frame);
        }
    }

    private void unwrapped(String key, JsonNode value, Optional<Shape> property, Frame frame) {
        if (value.isArray()) {
            items(key, value, property, frame);
        } else if (value.isObject()) {
            content(key, value, property, frame);
        } else {
            element(key, value, form(property), property, frame);
        }
    }

    private void node(String name, JsonNode value, Optional<Shape> property, Frame frame) {
        if (!value.isArray()) {
            element(name, value, form(property), property, frame);
        } else if (property.isPresent()) {
            wrapped(name, value, form(property), property, frame);
        } else {
            items(name, value, property, frame);
        }
    }

    /** An array with an element of its own. */
    private void wrapped(String name, JsonNode array, XmlForm form, Optional<Shape> shape, Frame outer) {
        var frame = outer.and(form);
        String tag = frame.qualified(name, form);
        xml.append('<').append(tag).append(frame.declarations(outer)).append('>');
        items(name, array, shape, frame);
        xml.append("</").append(tag).append('>');
    }

    /** An element for each item, named as the items' schema says, otherwise as the array. */
    private void items(String inferred, JsonNode array, Optional<Shape> shape, Frame frame) {
        var items = shape.flatMap(Shape::items);
        var form = form(items);
        for (var item : array) {
            String name = form.nameOr(inferred);
            if (item.isArray()) {
                wrapped(name, item, form, items, frame);
            } else {
                element(name, item, form, items, frame);
            }
        }
    }

    private static XmlForm form(Optional<Shape> shape) {
        return shape.map(Shape::xml).orElseGet(() -> new XmlForm("", "", "", NodeType.ELEMENT));
    }

    /** Items are separated by spaces in attributes, as in XML Schema. */
    private static String list(JsonNode value) {
        if (!value.isArray()) {
            return ParameterWriter.text(value);
        }
        return String.join(" ", value.valueStream().map(ParameterWriter::text).toList());
    }

    private static String name(String text) {
        String name = NO_NAME.matcher(text).replaceAll("_");
        boolean starts = !name.isEmpty() && (Character.isLetter(name.codePointAt(0)) || name.charAt(0) == '_');
        return starts ? name : "_" + name;
    }
}
