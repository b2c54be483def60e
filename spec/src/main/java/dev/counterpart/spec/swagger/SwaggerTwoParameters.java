package dev.counterpart.spec.swagger;

import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts the parameters of Swagger 2.0. Body and form parameters become a request body. */
final class SwaggerTwoParameters {

    /** The fields that describe a parameter. All others describe its value. */
    private static final Set<String> OWN = Set.of(
            "name",
            "in",
            "description",
            "required",
            "allowEmptyValue",
            "deprecated",
            "collectionFormat",
            "schema",
            "example",
            "x-example",
            "x-deprecated");

    private final Lined root;
    private final LinedWriter out;
    private final SwaggerTwoSchemas schemas;

    SwaggerTwoParameters(Lined root, LinedWriter out, SwaggerTwoSchemas schemas) {
        this.root = root;
        this.out = out;
        this.schemas = schemas;
    }

    /** The document's parameters, without body and form parameters, by name. */
    JsonNode shared(Lined parameters) throws Unreadable {
        return out.object(parameters.line(), result -> {
            for (var member : parameters.members()) {
                if (!isInBody(member.value())) {
                    result.set(member.key(), parameter(member.value()));
                }
            }
        });
    }

    /** The parameters without body and form parameters. */
    JsonNode outsideBody(Lined parameters) throws Unreadable {
        return out.array(parameters.line(), result -> {
            for (var element : parameters.elements()) {
                if (!isInBody(schemas.target(element, "parameters"))) {
                    result.add(parameter(element));
                }
            }
        });
    }

    private static boolean isInBody(Lined parameter) {
        String in = parameter.member("in").text();
        return in.equals("body") || in.equals("formData");
    }

    private JsonNode parameter(Lined parameter) throws Unreadable {
        if (!parameter.node().isObject()) {
            return out.copy(parameter);
        }
        if (!parameter.member("$ref").isMissing()) {
            return schemas.schema(parameter);
        }
        return out.object(parameter.line(), result -> {
            for (String key : List.of("name", "in", "description", "required", "allowEmptyValue")) {
                copy(parameter, key, key, result);
            }
            addDescription(parameter, result);
        });
    }

    /** A header of a response. */
    JsonNode header(Lined header) throws Unreadable {
        return out.object(header.line(), result -> {
            copy(header, "description", "description", result);
            addDescription(header, result);
        });
    }

    private void addDescription(Lined parameter, ObjectNode result) throws Unreadable {
        copy(parameter, parameter.node().has("deprecated") ? "deprecated" : "x-deprecated", "deprecated", result);
        copy(parameter, parameter.node().has("example") ? "example" : "x-example", "example", result);
        addStyle(parameter, result);
        result.set("schema", valueSchema(parameter));
    }

    private void copy(Lined source, String key, String newKey, ObjectNode result) throws Unreadable {
        if (source.node().has(key)) {
            result.set(newKey, out.copy(source.member(key)));
        }
    }

    /** Style and explode of an array; {@code csv} by default. */
    private void addStyle(Lined parameter, ObjectNode result) throws Unreadable {
        if (!parameter.member("type").text().equals("array")) {
            return;
        }
        var format = parameter.member("collectionFormat");
        String in = parameter.member("in").text();
        boolean simple = in.isEmpty() || in.equals("path") || in.equals("header");
        String style = switch (format.text()) {
            case "ssv" -> "spaceDelimited";
            case "tsv" -> "tabDelimited";
            case "pipes" -> "pipeDelimited";
            default -> simple ? "simple" : "form";
        };
        result.set("style", out.text(format.line(), style));
        result.set("explode", out.flag(format.line(), format.text().equals("multi") && !simple));
    }

    private JsonNode valueSchema(Lined parameter) throws Unreadable {
        if (parameter.node().has("schema")) {
            return schemas.schema(parameter.member("schema"));
        }
        return schemas.schemaWithout(parameter, OWN);
    }

    /** The request body of an operation, if it or its path item ({@code shared}) has body or form parameters. */
    void addBody(Lined operation, Lined shared, ObjectNode result) throws Unreadable {
        var inBody = new ArrayList<Lined>();
        collect(operation.member("parameters"), inBody);
        collect(shared, inBody);
        var bodies = inBody.stream()
                .filter(parameter -> parameter.member("in").text().equals("body"))
                .toList();
        if (!bodies.isEmpty()) {
            result.set("requestBody", body(bodies.get(0), operation));
        } else if (!inBody.isEmpty()) {
            result.set("requestBody", form(inBody, operation));
        }
    }

    private void collect(Lined parameters, List<Lined> inBody) {
        for (var element : parameters.elements()) {
            var parameter = schemas.target(element, "parameters");
            String name = parameter.member("name").text();
            boolean known = inBody.stream()
                    .anyMatch(other -> other.member("name").text().equals(name));
            if (isInBody(parameter) && !known) {
                inBody.add(parameter);
            }
        }
    }

    private JsonNode body(Lined body, Lined operation) throws Unreadable {
        return out.object(body.line(), result -> {
            copy(body, "description", "description", result);
            copy(body, "required", "required", result);
            result.set("content", out.object(body.line(), content -> {
                for (String type : SwaggerTwoMediaTypes.ofBody(root, operation)) {
                    content.set(type, bodyType(body, type));
                }
            }));
        });
    }

    private JsonNode bodyType(Lined body, String type) throws Unreadable {
        return out.object(body.line(), mediaType -> {
            if (body.node().has("schema")) {
                mediaType.set("schema", schemas.schema(body.member("schema")));
            }
            var examples = body.member("x-examples");
            if (examples.node().has(type)) {
                copy(examples, type, "example", mediaType);
            } else {
                copy(body, "x-example", "example", mediaType);
            }
        });
    }

    private JsonNode form(List<Lined> fields, Lined operation) throws Unreadable {
        int line = fields.get(0).line();
        boolean file =
                fields.stream().anyMatch(field -> field.member("type").text().equals("file"));
        boolean required = fields.stream().anyMatch(SwaggerTwoParameters::isRequired);
        return out.object(line, result -> {
            result.set("required", out.flag(line, required));
            result.set("content", out.object(line, content -> {
                for (String type : SwaggerTwoMediaTypes.ofForm(root, operation, file)) {
                    content.set(type, formType(line, fields));
                }
            }));
        });
    }

    private JsonNode formType(int line, List<Lined> fields) throws Unreadable {
        return out.object(line, mediaType -> {
            mediaType.set("schema", formSchema(line, fields));
            mediaType.set("encoding", out.object(line, encoding -> {
                for (var field : fields) {
                    if (field.member("type").text().equals("array")) {
                        encoding.set(
                                field.member("name").text(),
                                out.object(field.line(), object -> addStyle(field, object)));
                    }
                }
            }));
        });
    }

    private JsonNode formSchema(int line, List<Lined> fields) throws Unreadable {
        return out.object(line, schema -> {
            schema.set("type", out.text(line, "object"));
            schema.set("properties", out.object(line, properties -> {
                for (var field : fields) {
                    properties.set(field.member("name").text(), fieldSchema(field));
                }
            }));
            if (fields.stream().anyMatch(SwaggerTwoParameters::isRequired)) {
                schema.set("required", requiredNames(line, fields));
            }
        });
    }

    private JsonNode requiredNames(int line, List<Lined> fields) throws Unreadable {
        return out.array(line, names -> {
            for (var field : fields) {
                if (isRequired(field)) {
                    names.add(out.copy(field.member("name")));
                }
            }
        });
    }

    private JsonNode fieldSchema(Lined field) throws Unreadable {
        var schema = schemas.schemaWithout(field, OWN);
        copy(field, "description", "description", schema);
        copy(field, "allowEmptyValue", "allowEmptyValue", schema);
        copy(field, field.node().has("example") ? "example" : "x-example", "example", schema);
        return schema;
    }

    private static boolean isRequired(Lined parameter) {
        return parameter.member("required").node().asBoolean(false);
    }
}
