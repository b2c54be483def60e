package dev.counterpart.spec.swagger;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts the schemas and references of Swagger 2.0. */
final class SwaggerTwoSchemas {

    private static final Set<String> SUBSCHEMAS =
            Set.of("items", "additionalProperties", "allOf", "anyOf", "oneOf", "not");

    private final Lined root;
    private final LinedWriter out;

    SwaggerTwoSchemas(Lined root, LinedWriter out) {
        this.root = root;
        this.out = out;
    }

    /** The reference after the conversion. */
    String reference(String text) {
        for (var move : OpenApiVersion.SECTIONS_OF_2.entrySet()) {
            if (text.startsWith(move.getKey())) {
                return move.getValue() + text.substring(move.getKey().length());
            }
        }
        boolean bareName = root.member("definitions").node().has(text);
        return bareName ? "#/components/schemas/" + Place.escaped(text) : text;
    }

    /**
     * The target of the reference {@code value} in that part of the document; {@code value} itself if there is none.
     *
     * @param part {@code parameters} or {@code responses}
     */
    Lined target(Lined value, String part) {
        String reference = value.member("$ref").text();
        String prefix = "#/" + part + "/";
        if (!reference.startsWith(prefix)) {
            return value;
        }
        String name = Place.unescaped(reference.substring(prefix.length()));
        var target = root.member(part).member(name);
        return target.node().isObject() ? target : value;
    }

    JsonNode schemasByName(Lined schemas) throws Unreadable {
        return out.object(schemas.line(), result -> {
            for (var member : schemas.members()) {
                result.set(member.key(), schema(member.value()));
            }
        });
    }

    JsonNode schema(Lined schema) throws Unreadable {
        if (schema.node().isArray()) {
            return out.array(schema.line(), result -> {
                for (var element : schema.elements()) {
                    result.add(schema(element));
                }
            });
        }
        if (!schema.node().isObject()) {
            return out.copy(schema);
        }
        return schemaWithout(schema, Set.of());
    }

    /** An object schema without those members. */
    ObjectNode schemaWithout(Lined schema, Set<String> left) throws Unreadable {
        return out.object(schema.line(), result -> addTo(result, schema, left));
    }

    private void addTo(ObjectNode result, Lined schema, Set<String> left) throws Unreadable {
        for (var member : schema.members()) {
            if (!left.contains(member.key())) {
                member(member.key(), member.value(), schema, result);
            }
        }
        if (schema.member("type").text().equals("file")) {
            result.set("format", out.text(schema.member("type").line(), "binary"));
        }
    }

    private void member(String key, Lined value, Lined schema, ObjectNode result) throws Unreadable {
        boolean file = schema.member("type").text().equals("file");
        if (key.equals("$ref") && value.node().isString()) {
            result.set(key, out.text(value.line(), reference(value.text())));
        } else if (key.equals("x-nullable") && schema.member("nullable").isMissing()) {
            result.set("nullable", out.copy(value));
        } else if (key.equals("type") && file) {
            result.set(key, out.text(value.line(), "string"));
        } else if (key.equals("discriminator") && value.node().isString()) {
            result.set(key, out.object(value.line(), object -> object.set("propertyName", out.copy(value))));
        } else if (key.equals("properties") && value.node().isObject()) {
            result.set(key, schemasByName(value));
        } else if (SUBSCHEMAS.contains(key)) {
            result.set(key, schema(value));
        } else if (!(file && key.equals("format"))) {
            result.set(key, out.copy(value));
        }
    }
}
