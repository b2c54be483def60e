package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations that only an extension declares: those under {@code x-ms-paths} of Azure, which become entries of {@code paths}, and {@code
 * x-amazon-apigateway-any-method} of AWS, which becomes one operation for each method that its path item lacks.
 *
 * @see <a href="https://azure.github.io/autorest/extensions/#x-ms-paths">AutoRest, x-ms-paths</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html">Amazon API Gateway,
 *     x-amazon-apigateway-any-method</a>
 */
final class VendorPaths {

    static final String ANY_METHOD = "x-amazon-apigateway-any-method";

    private static final String MORE_PATHS = "x-ms-paths";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    /** Methods whose requests have a body. The body that an operation of all methods declares is the body of these. */
    private static final Set<String> WITH_BODY = Set.of("put", "post", "patch");

    private final Document document;
    private final Remarks remarks;
    private final LinedWriter out;

    private VendorPaths(Document document, int maxNodes, Remarks remarks) {
        this.document = document;
        this.remarks = remarks;
        this.out = new LinedWriter(maxNodes);
    }

    /** The document without these extensions; the same document if it has none. */
    static Document resolved(Document document, int maxNodes, Remarks remarks) throws Unreadable {
        var tree = document.tree();
        boolean isUsed = tree.path(MORE_PATHS).isObject()
                || isAnyMethodIn(tree.path("paths"))
                || isAnyMethodIn(tree.path("components").path("pathItems"));
        return isUsed ? new VendorPaths(document, maxNodes, remarks).written() : document;
    }

    /** Whether that is a place below {@code x-ms-paths}, whose keys may have queries. */
    static boolean contains(Location location) {
        return location.pointer().toString().startsWith("/" + MORE_PATHS + "/");
    }

    private static boolean isAnyMethodIn(JsonNode items) {
        return items.values().stream().anyMatch(item -> item.path(ANY_METHOD).isObject());
    }

    private Document written() throws Unreadable {
        try {
            var root = Lined.positions(document);
            var place = Place.root(document.uri());
            var tree = out.tree(out.object(root.line(), result -> {
                for (var member : root.members()) {
                    root(root, member, place, result);
                }
            }));
            return document.rewritten(tree.root(), tree.lines(), true);
        } catch (Unreadable tooLarge) {
            throw tooLarge.atLine(document.lines().line(tooLarge.line()));
        }
    }

    private void root(Lined root, Lined.Member member, Place at, ObjectNode result) throws Unreadable {
        String key = member.key();
        if (!member.value().node().isObject()) {
            result.set(key, out.copy(member.value()));
            return;
        }
        switch (key) {
            case "paths" -> result.set(key, paths(member.value(), root.member(MORE_PATHS), at));
            case MORE_PATHS -> {
                remark(at.member(key), "paths", key + ", which is read as part of paths");
                if (root.member("paths").isMissing()) {
                    result.set("paths", paths(root.member("paths"), member.value(), at));
                }
            }
            case "components" -> result.set(key, components(member.value(), at.member(key)));
            default -> result.set(key, out.copy(member.value()));
        }
    }

    private JsonNode paths(Lined paths, Lined more, Place at) throws Unreadable {
        return out.object(paths.line(), result -> {
            items(paths, at.member("paths"), result);
            items(more, at.member(MORE_PATHS), result);
        });
    }

    private JsonNode components(Lined components, Place at) throws Unreadable {
        return out.object(components.line(), result -> {
            for (var member : components.members()) {
                boolean isItems = member.key().equals("pathItems")
                        && member.value().node().isObject();
                result.set(
                        member.key(),
                        isItems
                                ? out.object(
                                        member.value().line(),
                                        items -> items(member.value(), at.member(member.key()), items))
                                : out.copy(member.value()));
            }
        });
    }

    /** Adds path items; of two with one name the first counts. */
    private void items(Lined items, Place at, ObjectNode result) throws Unreadable {
        for (var item : items.members()) {
            var place = at.member(item.key());
            if (result.has(item.key())) {
                remarks.add(
                        DocumentRules.OPERATION_SKIPPED,
                        () -> document.location(place.pointer()),
                        "one path item " + item.key(),
                        "a second one, which is ignored");
            } else {
                boolean isAny = item.value().node().path(ANY_METHOD).isObject();
                result.set(item.key(), isAny ? item(item.value(), place) : out.copy(item.value()));
            }
        }
    }

    private JsonNode item(Lined item, Place at) throws Unreadable {
        var absent = METHODS.stream().filter(method -> !declares(item, method)).toList();
        remark(
                at.member(ANY_METHOD),
                "a field for each method",
                ANY_METHOD + ", which is read as " + (absent.isEmpty() ? "no method" : String.join(", ", absent)));
        return out.object(item.line(), result -> {
            for (var member : item.members()) {
                if (member.key().equals(ANY_METHOD)) {
                    operations(member.value(), absent, result);
                } else {
                    result.set(member.key(), out.copy(member.value()));
                }
            }
        });
    }

    private void operations(Lined operation, List<String> methods, ObjectNode result) throws Unreadable {
        for (String method : methods) {
            result.set(method, operation(operation, method, methods.size() == 1));
        }
    }

    private static boolean declares(Lined item, String method) {
        return item.members().stream()
                .anyMatch(member -> member.key().toLowerCase(Locale.ROOT).equals(method));
    }

    /** The operation for one method. Ids of operations are unique, so none of several methods has one. */
    private JsonNode operation(Lined operation, String method, boolean isOnly) throws Unreadable {
        boolean hasBody = WITH_BODY.contains(method);
        return out.object(operation.line(), result -> {
            for (var member : operation.members()) {
                if (member.key().equals("parameters")) {
                    result.set(member.key(), parameters(member.value(), hasBody));
                } else if (isKept(member.key(), hasBody, isOnly)) {
                    result.set(member.key(), out.copy(member.value()));
                }
            }
        });
    }

    private static boolean isKept(String field, boolean hasBody, boolean isOnly) {
        return switch (field) {
            case "operationId" -> isOnly;
            case "requestBody" -> hasBody;
            default -> true;
        };
    }

    /** In Swagger 2.0 a body is a parameter. */
    private JsonNode parameters(Lined parameters, boolean hasBody) throws Unreadable {
        if (hasBody || !parameters.node().isArray()) {
            return out.copy(parameters);
        }
        return out.array(parameters.line(), result -> {
            for (var parameter : parameters.elements()) {
                if (!Set.of("body", "formData").contains(parameter.member("in").text())) {
                    result.add(out.copy(parameter));
                }
            }
        });
    }

    private void remark(Place place, String expected, String actual) {
        remarks.add(DocumentRules.EXTENSION, () -> document.location(place.pointer()), expected, actual);
    }
}
