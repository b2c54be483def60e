package dev.counterpart.spec.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of an XML document, with its attributes, children and text. Comments and processing instructions are not kept. */
final class XmlElement {

    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final String name;
    private final String namespace;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** An attribute; declarations of namespaces are not attributes. */
    record Attribute(String name, String namespace, String value) {}

    XmlElement(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    List<XmlElement> children() {
        return children;
    }

    /** All characters that are directly in this element. */
    String text() {
        return text.toString();
    }

    void append(String characters) {
        text.append(characters);
    }

    Optional<String> attribute(String wanted, XmlForm form) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(wanted) && form.isIn(attribute.namespace()))
                .map(Attribute::value)
                .findFirst();
    }

    List<XmlElement> children(String wanted, XmlForm form) {
        return children.stream()
                .filter(child -> child.name.equals(wanted) && form.isIn(child.namespace))
                .toList();
    }

    /** Whether {@code xsi:nil} says that the value is null (XML Schema Part 1 §2.6.2). */
    boolean isNil() {
        return attributes.stream()
                .anyMatch(attribute -> attribute.name().equals("nil")
                        && attribute.namespace().equals(INSTANCE)
                        && List.of("true", "1").contains(attribute.value().strip()));
    }
}
