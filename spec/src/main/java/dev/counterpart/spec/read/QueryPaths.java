package dev.counterpart.spec.read;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Queries in the keys of {@code paths}, which OpenAPI does not allow: {@code /search?type=a}. Each part of the query becomes a required query
 * parameter of the operations, with that value; {@code /search?type={type}} with the schema of the parameter {@code type}.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#paths-object">OpenAPI 3.1.1, Paths Object</a>
 */
final class QueryPaths {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> OWN = Set.of("name", "in", "required", "schema");

    private final LinedWriter out;

    private QueryPaths(int maxNodes) {
        this.out = new LinedWriter(maxNodes);
    }

    /** The document with such parameters; the same document if no key has a query. */
    static Document resolved(Document document, int maxNodes) throws Unreadable {
        var paths = document.tree().path("paths").propertyNames();
        if (paths.stream().noneMatch(path -> OperationKey.queryOf(path).isPresent())) {
            return document;
        }
        var writer = new QueryPaths(maxNodes);
        try {
            var tree = writer.out.tree(writer.root(Lined.positions(document)));
            return document.rewritten(tree.root(), tree.lines(), false);
        } catch (Unreadable tooLarge) {
            throw tooLarge.atLine(document.lines().line(tooLarge.line()));
        }
    }

    private JsonNode root(Lined root) throws Unreadable {
        return out.object(root.line(), result -> {
            for (var member : root.members()) {
                boolean isPaths =
                        member.key().equals("paths") && member.value().node().isObject();
                result.set(member.key(), isPaths ? paths(member.value()) : out.copy(member.value()));
            }
        });
    }

    private JsonNode paths(Lined paths) throws Unreadable {
        return out.object(paths.line(), result -> {
            for (var path : paths.members()) {
                var query = OperationKey.queryOf(path.key());
                boolean isItem = path.value().node().isObject();
                result.set(
                        path.key(),
                        query.isPresent() && isItem
                                ? item(path.value(), parts(query.get()), path.key())
                                : out.copy(path.value()));
            }
        });
    }

    /** One part of a query; the value is a variable if it is a name in braces. */
    private record Part(String name, Optional<String> value) {

        Optional<String> variable() {
            return value.filter(text -> text.length() > 2 && text.startsWith("{") && text.endsWith("}"))
                    .map(text -> text.substring(1, text.length() - 1));
        }

        Optional<String> constant() {
            return value.filter(text -> variable().isEmpty());
        }
    }

    private static Map<String, Part> parts(String query) {
        var parts = new LinkedHashMap<String, Part>();
        for (var pair : Pair.ofQuery(query)) {
            String name = pair.decodedName();
            if (!name.isEmpty()) {
                var value = Optional.of(pair).filter(Pair::hasValue).map(Pair::decodedValue);
                parts.putIfAbsent(name, new Part(name, value));
            }
        }
        return parts;
    }

    private JsonNode item(Lined item, Map<String, Part> parts, String path) throws Unreadable {
        var shared = item.member("parameters").elements();
        return out.object(item.line(), result -> {
            for (var member : item.members()) {
                boolean isOperation =
                        Method.named(member.key().toUpperCase(Locale.ROOT)).isPresent()
                                && member.value().node().isObject();
                boolean isMap = member.key().equals("additionalOperations")
                        && member.value().node().isObject();
                result.set(
                        member.key(),
                        isOperation
                                ? operation(member.value(), shared, parts, path)
                                : isMap ? others(member.value(), shared, parts, path) : out.copy(member.value()));
            }
        });
    }

    private JsonNode others(Lined operations, List<Lined> shared, Map<String, Part> parts, String path)
            throws Unreadable {
        return out.object(operations.line(), result -> {
            for (var member : operations.members()) {
                boolean isOperation = member.value().node().isObject();
                result.set(
                        member.key(),
                        isOperation ? operation(member.value(), shared, parts, path) : out.copy(member.value()));
            }
        });
    }

    private JsonNode operation(Lined operation, List<Lined> shared, Map<String, Part> parts, String path)
            throws Unreadable {
        return out.object(operation.line(), result -> {
            for (var member : operation.members()) {
                if (!member.key().equals("parameters")) {
                    result.set(member.key(), out.copy(member.value()));
                }
            }
            result.set("parameters", parameters(operation, shared, parts, path));
        });
    }

    private JsonNode parameters(Lined operation, List<Lined> shared, Map<String, Part> parts, String path)
            throws Unreadable {
        var own = operation.member("parameters").elements();
        var declared = new ArrayList<>(own);
        declared.addAll(shared);
        return out.array(operation.member("parameters").line(), array -> {
            for (var parameter : own) {
                if (!isReplaced(parameter, parts, path)) {
                    array.add(out.copy(parameter));
                }
            }
            for (var part : parts.values()) {
                array.add(parameter(part, declared, operation.line()));
            }
        });
    }

    /** Whether the parameter describes a part of the query: it has its name, or that of its variable. */
    private static boolean isReplaced(Lined parameter, Map<String, Part> parts, String path) {
        String name = parameter.member("name").text();
        String in = parameter.member("in").text();
        boolean isVariable = parts.values().stream()
                .anyMatch(part -> part.variable().filter(name::equals).isPresent());
        boolean isOfPath = OperationKey.pathOf(path).contains("{" + name + "}");
        return (in.equals("query") && (parts.containsKey(name) || isVariable))
                || (in.equals("path") && isVariable && !isOfPath);
    }

    private static Optional<Lined> described(Part part, List<Lined> declared) {
        return declared.stream()
                .filter(parameter ->
                        Set.of("query", "path").contains(parameter.member("in").text()))
                .filter(parameter -> {
                    String name = parameter.member("name").text();
                    return part.variable().isPresent()
                            ? part.variable().get().equals(name) || part.name().equals(name)
                            : part.name().equals(name)
                                    && parameter.member("in").text().equals("query");
                })
                .findFirst();
    }

    private JsonNode parameter(Part part, List<Lined> declared, int line) throws Unreadable {
        var described = described(part, declared);
        return out.object(described.map(Lined::line).orElse(line), result -> {
            result.set("name", out.text(line, part.name()));
            result.set("in", out.text(line, "query"));
            result.set("required", out.flag(line, true));
            if (part.value().isEmpty() && described.isEmpty()) {
                result.set("allowEmptyValue", out.flag(line, true));
            }
            var schema = described.map(parameter -> parameter.member("schema")).filter(known -> !known.isMissing());
            if (described.isPresent()) {
                for (var member : described.get().members()) {
                    if (!OWN.contains(member.key())) {
                        result.set(member.key(), out.copy(member.value()));
                    }
                }
            }
            if (!result.has("content")) {
                schema(part, schema, line, result);
            }
        });
    }

    private void schema(Part part, Optional<Lined> schema, int line, ObjectNode parameter) throws Unreadable {
        var values = part.constant().map(QueryPaths::values);
        if (values.isEmpty()) {
            parameter.set("schema", schema.isPresent() ? out.copy(schema.get()) : out.plain(line, NODES.objectNode()));
            return;
        }
        var only = NODES.objectNode().set("enum", values.get());
        parameter.set(
                "schema",
                schema.isEmpty()
                        ? out.plain(line, only)
                        : out.object(
                                line,
                                result -> result.set("allOf", out.array(line, all -> {
                                    all.add(out.copy(schema.get()));
                                    all.add(out.plain(line, only));
                                }))));
    }

    /** The text, and the number or boolean that it may stand for. */
    private static JsonNode values(String text) {
        var values = NODES.arrayNode().add(text);
        if (text.matches("true|false")) {
            values.add(Boolean.parseBoolean(text));
        } else if (text.matches("-?(0|[1-9]\\d{0,17})")) {
            values.add(Long.parseLong(text));
        }
        return values;
    }
}
