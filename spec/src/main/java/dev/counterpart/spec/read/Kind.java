package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The kind of a file: OpenAPI with a version, or something else. */
final class Kind {

    private Kind() {}

    /** The version in the field {@code openapi} or {@code swagger}. */
    static Optional<OpenApiVersion> version(JsonNode root) {
        return OpenApiVersion.named(versionText(root));
    }

    private static String versionText(JsonNode root) {
        var field = root.path(versionField(root));
        String text = field.isValueNode() ? field.asString() : "";
        return text.equals("2") || text.equals("3") ? text + ".0" : text;
    }

    private static String versionField(JsonNode root) {
        return root.has("openapi") ? "openapi" : "swagger";
    }

    /** The violation for a document without a supported version. */
    static Violation unknown(Document document) {
        var root = document.tree();
        String field = versionField(root);
        if (root.has(field)) {
            var pointer = JsonPointer.empty().appendProperty(field);
            return Violation.of(
                            DocumentRules.VERSION,
                            new Spot(Spot.Part.DOCUMENT, pointer),
                            "version 2.0, 3.0, 3.1 or 3.2",
                            Violation.shortened(field + ": " + root.path(field)))
                    .declaredAt(document.location(pointer));
        }
        if (root.isNull()) {
            return Violation.of(DocumentRules.EMPTY, Spot.of(Spot.Part.DOCUMENT), "an OpenAPI document", "nothing")
                    .declaredAt(document.location(JsonPointer.empty()));
        }
        return Violation.of(
                        DocumentRules.NOT_OPENAPI,
                        Spot.of(Spot.Part.DOCUMENT),
                        "an OpenAPI document",
                        Violation.shortened(described(root)))
                .declaredAt(document.location(JsonPointer.empty()))
                .fixedBy(remedy(root));
    }

    private static String described(JsonNode root) {
        if (!root.isObject()) {
            return root.isArray() ? "an array" : "the string \"" + root.asString() + "\"";
        }
        if (root.has("asyncapi")) {
            return "an AsyncAPI document";
        }
        if (isPostman(root)) {
            return "a Postman collection";
        }
        if (root.has("arazzo")) {
            return "an Arazzo description";
        }
        if (root.has("overlay")) {
            return "an OpenAPI overlay";
        }
        if (root.has("swaggerVersion")) {
            return "a Swagger 1 document";
        }
        if (root.has("apiVersion") && root.has("kind")) {
            return "a Kubernetes manifest";
        }
        if (root.path("log").has("entries")) {
            return "an HTTP archive (HAR)";
        }
        if (root.has("__schema") || root.path("data").has("__schema")) {
            return "a GraphQL schema";
        }
        if (root.has("paths")) {
            return "an object with paths, but without the field openapi";
        }
        if (root.has("$schema")) {
            return "a JSON Schema, or a file that has one";
        }
        return root.isEmpty() ? "an empty object" : "an object with " + keys(root);
    }

    private static boolean isPostman(JsonNode root) {
        var info = root.path("info");
        return info.has("_postman_id") || info.path("schema").asString("").contains("getpostman.com");
    }

    private static String keys(JsonNode root) {
        return StreamSupport.stream(root.properties().spliterator(), false)
                .limit(5)
                .map(member -> member.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String remedy(JsonNode root) {
        return root.has("paths")
                ? "add openapi: 3.0.4 (or the version that it uses) at the top level"
                : DocumentRules.NOT_OPENAPI.fix();
    }
}
