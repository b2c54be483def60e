package dev.counterpart.spec.swagger;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a Swagger 2.0 document to OpenAPI 3.0. Lines and pointers in messages are those of the source.
 *
 * <p>A field of a wrong type is copied unchanged, so that the reader of the result reports it.
 *
 * @see <a href="https://spec.openapis.org/oas/v2.0.html">Swagger 2.0</a>
 */
public final class SwaggerTwo {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Set<String> MOVED = Set.of(
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions");

    private final Lined root;
    private final LinedWriter out;
    private final SwaggerTwoSchemas schemas;
    private final SwaggerTwoParameters parameters;

    private SwaggerTwo(Lined root, int maxNodes) {
        this.root = root;
        this.out = new LinedWriter(maxNodes);
        this.schemas = new SwaggerTwoSchemas(root, out);
        this.parameters = new SwaggerTwoParameters(root, out, schemas);
    }

    /** The same document in OpenAPI 3.0. */
    public static Document converted(Document document, int maxNodes) throws Unreadable {
        var conversion = new SwaggerTwo(Lined.positions(document), maxNodes);
        try {
            var tree = conversion.out.tree(conversion.document());
            return document.rewritten(tree.root(), tree.lines(), true);
        } catch (Unreadable tooLarge) {
            throw tooLarge.atLine(document.lines().line(tooLarge.line()));
        }
    }

    private JsonNode document() throws Unreadable {
        return out.object(root.line(), document -> {
            for (var member : root.members()) {
                if (member.key().equals("swagger")) {
                    document.set("openapi", out.text(member.value().line(), "3.0.4"));
                } else if (member.key().equals("paths") && member.value().node().isObject()) {
                    document.set("paths", paths(member.value()));
                } else if (!MOVED.contains(member.key()) && !isMade(member.key())) {
                    document.set(member.key(), out.copy(member.value()));
                }
            }
            document.set("servers", servers());
            document.set("components", components());
        });
    }

    private static boolean isMade(String key) {
        return key.equals("openapi") || key.equals("servers") || key.equals("components");
    }

    /** Without {@code schemes}, https is assumed. */
    private JsonNode servers() throws Unreadable {
        var host = root.member("host");
        var basePath = root.member("basePath");
        int line = host.isMissing() ? basePath.line() : host.line();
        return out.array(line, servers -> {
            if (host.text().isEmpty()) {
                servers.add(server(line, basePath.text().isEmpty() ? "/" : basePath.text()));
                return;
            }
            var schemes = texts(root.member("schemes"));
            for (String scheme : schemes.isEmpty() ? List.of("https") : schemes) {
                servers.add(server(line, scheme + "://" + host.text() + basePath.text()));
            }
        });
    }

    private JsonNode server(int line, String url) throws Unreadable {
        return out.object(line, server -> server.set("url", out.text(line, url)));
    }

    private JsonNode components() throws Unreadable {
        return out.object(root.line(), components -> {
            if (root.member("definitions").node().isObject()) {
                components.set("schemas", schemas.schemasByName(root.member("definitions")));
            }
            if (root.member("parameters").node().isObject()) {
                components.set("parameters", parameters.shared(root.member("parameters")));
            }
            if (root.member("responses").node().isObject()) {
                components.set("responses", responses(root.member("responses"), root));
            }
            if (root.member("securityDefinitions").node().isObject()) {
                components.set("securitySchemes", securitySchemes(root.member("securityDefinitions")));
            }
        });
    }

    private JsonNode paths(Lined paths) throws Unreadable {
        return out.object(paths.line(), result -> {
            for (var path : paths.members()) {
                boolean item = path.value().node().isObject() && !path.key().startsWith("x-");
                result.set(path.key(), item ? pathItem(path.value()) : out.copy(path.value()));
            }
        });
    }

    private JsonNode pathItem(Lined item) throws Unreadable {
        var shared = item.member("parameters");
        return out.object(item.line(), result -> {
            for (var member : item.members()) {
                var value = member.value();
                if (member.key().equals("parameters") && value.node().isArray()) {
                    result.set("parameters", parameters.outsideBody(value));
                } else if (METHODS.contains(member.key()) && value.node().isObject()) {
                    result.set(member.key(), operation(value, shared));
                } else if (member.key().equals("$ref")) {
                    result.set("$ref", out.text(value.line(), schemas.reference(value.text())));
                } else {
                    result.set(member.key(), out.copy(value));
                }
            }
        });
    }

    private JsonNode operation(Lined operation, Lined shared) throws Unreadable {
        return out.object(operation.line(), result -> {
            for (var member : operation.members()) {
                operationMember(member.key(), member.value(), operation, result);
            }
            parameters.addBody(operation, shared, result);
        });
    }

    private void operationMember(String key, Lined value, Lined operation, ObjectNode result) throws Unreadable {
        switch (key) {
            case "consumes", "produces", "schemes", "requestBody", "servers" -> {}
            case "parameters" ->
                result.set(key, value.node().isArray() ? parameters.outsideBody(value) : out.copy(value));
            case "responses" ->
                result.set(key, value.node().isObject() ? responses(value, operation) : out.copy(value));
            case "x-deprecated" ->
                result.set(operation.member("deprecated").isMissing() ? "deprecated" : key, out.copy(value));
            default -> result.set(key, out.copy(value));
        }
    }

    /** The responses, with the media types that {@code operation} or the document produces. */
    private JsonNode responses(Lined responses, Lined operation) throws Unreadable {
        return out.object(responses.line(), result -> {
            for (var member : responses.members()) {
                var response = schemas.target(member.value(), "responses");
                boolean readable = response.node().isObject()
                        && response.member("$ref").isMissing()
                        && !member.key().startsWith("x-");
                result.set(member.key(), readable ? response(response, operation) : reference(response));
            }
        });
    }

    private JsonNode reference(Lined value) throws Unreadable {
        return value.member("$ref").isMissing() ? out.copy(value) : schemas.schema(value);
    }

    private JsonNode response(Lined response, Lined operation) throws Unreadable {
        return out.object(response.line(), result -> {
            for (var member : response.members()) {
                switch (member.key()) {
                    case "schema", "examples", "content" -> {}
                    case "headers" -> result.set("headers", headers(member.value()));
                    default -> result.set(member.key(), out.copy(member.value()));
                }
            }
            if (response.node().has("schema")
                    || response.member("examples").node().size() > 0) {
                result.set("content", content(response, operation));
            }
        });
    }

    private JsonNode headers(Lined headers) throws Unreadable {
        return out.object(headers.line(), result -> {
            for (var member : headers.members()) {
                boolean header = member.value().node().isObject();
                result.set(member.key(), header ? parameters.header(member.value()) : out.copy(member.value()));
            }
        });
    }

    private JsonNode content(Lined response, Lined operation) throws Unreadable {
        var examples = new LinkedHashMap<String, Lined>();
        response.member("examples").members().forEach(example -> examples.put(example.key(), example.value()));
        var types = SwaggerTwoMediaTypes.ofResponse(root, operation, response);
        var keys = SwaggerTwoMediaTypes.keys(types, examples.keySet());
        var others = new LinkedHashMap<>(examples);
        keys.values().forEach(others::remove);
        return out.object(response.line(), content -> {
            boolean first = true;
            for (String type : types) {
                var own = Optional.ofNullable(keys.get(type)).map(examples::get);
                content.set(type, mediaType(response, own, first ? others : Map.of()));
                first = false;
            }
        });
    }

    /**
     * A media type of a response.
     *
     * @param own the example of the media type, if any
     * @param others examples of other media types, which are not produced
     */
    private JsonNode mediaType(Lined response, Optional<Lined> own, Map<String, Lined> others) throws Unreadable {
        return out.object(response.line(), mediaType -> {
            if (response.node().has("schema")) {
                mediaType.set("schema", schemas.schema(response.member("schema")));
            }
            if (own.isPresent()) {
                mediaType.set("example", out.copy(own.get()));
            }
            if (!others.isEmpty()) {
                mediaType.set("examples", examples(response.member("examples").line(), others));
            }
        });
    }

    private JsonNode examples(int line, Map<String, Lined> examples) throws Unreadable {
        return out.object(line, result -> {
            for (var example : examples.entrySet()) {
                var value = example.getValue();
                result.set(example.getKey(), out.object(value.line(), object -> object.set("value", out.copy(value))));
            }
        });
    }

    private JsonNode securitySchemes(Lined definitions) throws Unreadable {
        return out.object(definitions.line(), result -> {
            for (var member : definitions.members()) {
                result.set(member.key(), securityScheme(member.value()));
            }
        });
    }

    private JsonNode securityScheme(Lined scheme) throws Unreadable {
        var type = scheme.member("type");
        if (type.text().equals("basic")) {
            return out.object(scheme.line(), result -> {
                result.set("type", out.text(type.line(), "http"));
                result.set("scheme", out.text(type.line(), "basic"));
            });
        }
        if (type.text().equals("oauth2")) {
            return out.object(scheme.line(), result -> {
                result.set("type", out.copy(type));
                result.set("flows", flows(scheme));
            });
        }
        return out.copy(scheme);
    }

    private JsonNode flows(Lined scheme) throws Unreadable {
        String flow = switch (scheme.member("flow").text()) {
            case "application" -> "clientCredentials";
            case "accessCode" -> "authorizationCode";
            default -> scheme.member("flow").text();
        };
        return out.object(scheme.member("flow").line(), flows -> {
            if (!flow.isEmpty()) {
                flows.set(flow, out.object(scheme.line(), result -> {
                    for (String key : List.of("authorizationUrl", "tokenUrl", "scopes")) {
                        if (scheme.node().has(key)) {
                            result.set(key, out.copy(scheme.member(key)));
                        }
                    }
                }));
            }
        });
    }

    static List<String> texts(Lined list) {
        var texts = new ArrayList<String>();
        for (var element : list.elements()) {
            if (!element.text().isEmpty() && !texts.contains(element.text())) {
                texts.add(element.text());
            }
        }
        return texts;
    }
}
