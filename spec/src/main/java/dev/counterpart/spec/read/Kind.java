package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The kind of a file: OpenAPI with a version, or something else. */
final class Kind {

    /** Other kinds of files, by the fields that distinguish them, in the order in which they are tried. */
    private static final Map<String, Predicate<JsonNode>> OTHERS = others();

    private static Map<String, Predicate<JsonNode>> others() {
        var others = new LinkedHashMap<String, Predicate<JsonNode>>();
        others.put("an AsyncAPI document", root -> root.has("asyncapi"));
        others.put("a Postman collection", Kind::isPostman);
        others.put("an Arazzo description", root -> root.has("arazzo"));
        others.put("an OpenAPI overlay", root -> root.has("overlay"));
        others.put("a Swagger 1 document", root -> root.has("swaggerVersion"));
        others.put("a Kubernetes manifest", root -> root.has("apiVersion") && root.has("kind"));
        others.put("an HTTP archive (HAR)", root -> root.path("log").has("entries"));
        others.put(
                "a GraphQL schema",
                root -> root.has("__schema") || root.path("data").has("__schema"));
        others.put("an object with paths, but without the field openapi", root -> root.has("paths"));
        others.put("a JSON Schema, or a file that has one", root -> root.has("$schema"));
        return others;
    }

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
            return at(
                    document,
                    JsonPointer.empty().appendProperty(field),
                    DocumentRules.VERSION,
                    "version 2.0, 3.0, 3.1 or 3.2",
                    Violation.shortened(field + ": " + root.path(field)));
        }
        return root.isNull()
                ? at(document, JsonPointer.empty(), DocumentRules.EMPTY, "an OpenAPI document", "nothing")
                : notOpenApi(document);
    }

    private static Violation notOpenApi(Document document) {
        String actual = Violation.shortened(described(document.tree()));
        return at(document, JsonPointer.empty(), DocumentRules.NOT_OPENAPI, "an OpenAPI document", actual)
                .fixedBy(remedy(document.tree()));
    }

    private static Violation at(Document document, JsonPointer pointer, Rule rule, String expected, String actual) {
        return Violation.of(rule, new Spot(Spot.Part.DOCUMENT, pointer), expected, actual)
                .declaredAt(document.location(pointer));
    }

    private static String described(JsonNode root) {
        if (!root.isObject()) {
            return root.isArray() ? "an array" : "the string \"" + root.asString() + "\"";
        }
        return OTHERS.entrySet().stream()
                .filter(other -> other.getValue().test(root))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> root.isEmpty() ? "an empty object" : "an object with " + keys(root));
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
