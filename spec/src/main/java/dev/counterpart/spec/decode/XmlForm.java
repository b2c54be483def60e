package dev.counterpart.spec.decode;

import java.util.Map;

/**
 * How a schema's value is represented in XML.
 *
 * @param name of the element or attribute; empty if it is inferred from the property or component
 * @param namespace empty if none is declared
 * @param prefix empty if none is declared
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#xml-object">OpenAPI 3.2.0, XML Object</a>
 */
public record XmlForm(String name, String namespace, String prefix, NodeType type) {

    /** The kind of node that represents a value. */
    public enum NodeType {
        ELEMENT,
        ATTRIBUTE,
        TEXT,
        CDATA,
        /** No node: what is inside belongs to the parent element. */
        NONE
    }

    /**
     * The form for the fields of an XML Object.
     *
     * @param isArray an array has no node of its own, unless it is wrapped
     */
    static XmlForm of(Map<String, String> fields, boolean isArray) {
        return new XmlForm(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("namespace", ""),
                fields.getOrDefault("prefix", ""),
                type(fields, isArray));
    }

    /** In 3.2 {@code nodeType} replaces {@code attribute} and {@code wrapped}. */
    private static NodeType type(Map<String, String> fields, boolean isArray) {
        for (var type : NodeType.values()) {
            if (type.name().equalsIgnoreCase(fields.getOrDefault("nodeType", ""))) {
                return type;
            }
        }
        if ("true".equals(fields.get("attribute"))) {
            return NodeType.ATTRIBUTE;
        }
        return isArray && !"true".equals(fields.get("wrapped")) ? NodeType.NONE : NodeType.ELEMENT;
    }

    public String nameOr(String inferred) {
        return name.isEmpty() ? inferred : name;
    }

    /** Whether a node with that namespace is meant: the same one, or any if none is declared. */
    boolean isIn(String other) {
        return namespace.isEmpty() || namespace.equals(other);
    }
}
