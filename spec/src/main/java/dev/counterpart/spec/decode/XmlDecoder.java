package dev.counterpart.spec.decode;

import dev.counterpart.spec.decode.XmlForm.NodeType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts XML to the value that a schema describes. Elements and attributes that no property describes become properties with their
 * local names.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#xml-object">OpenAPI 3.2.0, XML Object</a>
 */
final class XmlDecoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> FOREIGN = Set.of(
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/XML/1998/namespace",
            "http://www.w3.org/2000/xmlns/");

    private XmlDecoder() {}

    /** The value of a document; malformed if the root element has another name than {@code xml} declares. */
    static Decoded decoded(XmlElement root, Shape shape) {
        var form = shape.xml();
        boolean isNamed = form.name().isEmpty() || form.name().equals(root.name());
        if (!isNamed || !form.isIn(root.namespace())) {
            String namespace = form.namespace().isEmpty() ? "" : " in " + form.namespace();
            return new Decoded.Malformed(
                    "XML with the root element <" + form.nameOr(root.name()) + ">" + namespace,
                    "<" + root.name() + ">" + (root.namespace().isEmpty() ? "" : " in " + root.namespace()));
        }
        return Decoded.Value.of(shape.isArray() ? list(root, shape) : value(root, Optional.of(shape)));
    }

    private static JsonNode value(XmlElement element, Optional<Shape> shape) {
        if (element.isNil()) {
            return NODES.nullNode();
        }
        if (shape.isEmpty()) {
            return untyped(element);
        }
        var known = shape.get();
        if (element.children().isEmpty() && !known.isArray() && (!known.isObject() || isOnlyText(element, known))) {
            return scalar(element.text(), known);
        }
        return known.isArray() ? list(element, known) : object(element, known);
    }

    /** Whether an object was expected, but only text is there that no property describes. */
    private static boolean isOnlyText(XmlElement element, Shape shape) {
        return element.attributes().isEmpty()
                && !element.text().isBlank()
                && shape.properties().keySet().stream()
                        .flatMap(name -> shape.property(name).stream())
                        .filter(property -> !property.isArray())
                        .map(property -> property.xml().type())
                        .noneMatch(type -> type == NodeType.TEXT || type == NodeType.CDATA || type == NodeType.NONE);
    }

    private static JsonNode scalar(String text, Shape shape) {
        var stripped = Scalars.readings(text.strip(), shape).get(0);
        return stripped.isString() ? NODES.stringNode(text) : stripped;
    }

    /** The items of an array that has an element of its own: those with the name of the items, or of any name if none is declared. */
    private static JsonNode list(XmlElement wrapper, Shape shape) {
        if (wrapper.children().isEmpty() && !wrapper.text().isBlank()) {
            return NODES.stringNode(wrapper.text());
        }
        var array = NODES.arrayNode();
        var items = shape.items();
        String name = items.map(item -> item.xml().nameOr("")).orElse("");
        for (var child : wrapper.children()) {
            boolean isItem = name.isEmpty() || name.equals(child.name());
            array.add(isItem ? value(child, items) : NODES.objectNode().set(child.name(), untyped(child)));
        }
        return array;
    }

    private static ObjectNode object(XmlElement element, Shape shape) {
        var object = NODES.objectNode();
        var used = new HashSet<String>();
        for (String name : shape.properties().keySet()) {
            var property = shape.property(name).orElseThrow();
            property(element, name, property, shape, used).ifPresent(value -> object.set(name, value));
        }
        others(element, shape, used, object);
        return object;
    }

    /** The value of a declared property; {@code used} receives the names of its nodes. */
    private static Optional<JsonNode> property(
            XmlElement element, String name, Shape property, Shape owner, Set<String> used) {
        var form = property.xml();
        return switch (form.type()) {
            case ATTRIBUTE -> {
                used.add("@" + form.nameOr(name));
                yield element.attribute(form.nameOr(name), form).map(text -> attribute(text, property));
            }
            case TEXT, CDATA -> text(element, property);
            case NONE -> {
                if (property.isArray()) {
                    yield unwrapped(element, name, property, owner, used);
                }
                used.addAll(property.properties().keySet());
                yield Optional.of(object(element, property));
            }
            default -> {
                used.add(form.nameOr(name));
                yield nested(element.children(form.nameOr(name), form), property);
            }
        };
    }

    private static Optional<JsonNode> text(XmlElement element, Shape property) {
        return element.children().isEmpty() || !element.text().isBlank()
                ? Optional.of(scalar(element.text(), property))
                : Optional.empty();
    }

    private static Optional<JsonNode> nested(List<XmlElement> children, Shape property) {
        if (children.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                children.size() == 1
                        ? value(children.get(0), Optional.of(property))
                        : several(children, Optional.of(property)));
    }

    /** An attribute; a list is separated by spaces, as in XML Schema. */
    private static JsonNode attribute(String text, Shape property) {
        if (!property.isArray()) {
            return Scalars.readings(text, property).get(0);
        }
        var array = NODES.arrayNode();
        for (String part : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            array.add(property.items()
                    .map(item -> Scalars.readings(part, item).get(0))
                    .orElseGet(() -> NODES.stringNode(part)));
        }
        return array;
    }

    /** XML cannot say whether an array without an element of its own is empty or absent, so a required one is empty. */
    private static Optional<JsonNode> unwrapped(
            XmlElement element, String name, Shape property, Shape owner, Set<String> used) {
        var items = property.items();
        var form = items.map(Shape::xml).orElseGet(property::xml);
        String node = form.nameOr(name);
        used.add(node);
        var children = element.children(node, form);
        return children.isEmpty() && !owner.requires(name) ? Optional.empty() : Optional.of(several(children, items));
    }

    private static ArrayNode several(List<XmlElement> elements, Optional<Shape> items) {
        var array = NODES.arrayNode();
        elements.forEach(element -> array.add(value(element, items)));
        return array;
    }

    /**
     * What no property describes. An attribute where an element is declared, or the reverse, gets a name that no property has: {@code @id},
     * {@code <id>}.
     */
    private static void others(XmlElement element, Shape shape, Set<String> used, ObjectNode object) {
        otherAttributes(element, shape, used, object);
        var others = element.children().stream()
                .filter(child -> !used.contains(child.name()))
                .collect(Collectors.groupingBy(XmlElement::name, LinkedHashMap::new, Collectors.toList()));
        others.forEach((name, children) -> {
            if (shape.properties().containsKey(name)) {
                object.set("<" + name + ">", of(children, Optional.empty()));
            } else {
                object.set(name, of(children, shape.property(name)));
            }
        });
    }

    private static void otherAttributes(XmlElement element, Shape shape, Set<String> used, ObjectNode object) {
        for (var attribute : element.attributes()) {
            String name = attribute.name();
            if (!used.contains("@" + name) && !FOREIGN.contains(attribute.namespace())) {
                boolean isElement = shape.properties().containsKey(name);
                object.set(
                        isElement ? "@" + name : name,
                        other(attribute.value(), isElement ? Optional.empty() : shape.property(name)));
            }
        }
    }

    /** The value of the children of one name. */
    private static JsonNode of(List<XmlElement> children, Optional<Shape> shape) {
        boolean isList = shape.filter(known -> known.isArray() && known.xml().type() == NodeType.NONE)
                .isPresent();
        if (isList) {
            return several(children, shape.flatMap(Shape::items));
        }
        return children.size() == 1 ? value(children.get(0), shape) : several(children, shape);
    }

    private static JsonNode other(String text, Optional<Shape> shape) {
        return shape.map(known -> Scalars.readings(text, known).get(0)).orElseGet(() -> NODES.stringNode(text));
    }

    /** Without a schema, an element with children or attributes is an object, and any other one its text. */
    private static JsonNode untyped(XmlElement element) {
        boolean isText = element.children().isEmpty()
                && element.attributes().stream().allMatch(attribute -> FOREIGN.contains(attribute.namespace()));
        if (isText) {
            return NODES.stringNode(element.text());
        }
        var object = NODES.objectNode();
        element.attributes().forEach(attribute -> object.put(attribute.name(), attribute.value()));
        element.children().forEach(child -> add(object, child.name(), untyped(child)));
        return object;
    }

    /** Values of the same name become an array. */
    private static void add(ObjectNode object, String name, JsonNode value) {
        var known = object.get(name);
        if (known instanceof ArrayNode items) {
            items.add(value);
        } else if (known != null) {
            object.set(name, NODES.arrayNode().add(known).add(value));
        } else {
            object.set(name, value);
        }
    }
}
