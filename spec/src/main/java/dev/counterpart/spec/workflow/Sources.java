package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The source descriptions of a file of workflows. The OpenAPI description is the tested document: the only one of the file, or the one whose
 * URL or file name is that of the tested document.
 */
final class Sources {

    private static final Pattern BY_NAME = Pattern.compile("\\$sourceDescriptions\\.([A-Za-z0-9_-]+)\\.(.+)");
    private static final Pattern BY_PATH =
            Pattern.compile("\\{?\\$sourceDescriptions\\.([A-Za-z0-9_-]+)(?:\\.url)?}?#(/.*)");
    private static final List<String> TYPES = List.of("openapi", "arazzo", "asyncapi");

    private final Contract contract;
    private final Map<String, Cursor> byName = new LinkedHashMap<>();
    private final Set<String> tested = new LinkedHashSet<>();

    private Sources(Contract contract) {
        this.contract = contract;
    }

    static Sources read(Cursor root, Contract contract) {
        var sources = new Sources(contract);
        var all = root.elements("sourceDescriptions");
        if (all.isEmpty()) {
            root.invalid("at least one of sourceDescriptions", "none", "add the source description of the document");
        }
        all.forEach(sources::add);
        sources.choose();
        if (!all.isEmpty() && sources.tested.isEmpty()) {
            root.member("sourceDescriptions")
                    .invalid(
                            "the tested document " + contract.documents().main().name()
                                    + " among the source descriptions",
                            "none with its URL or file name",
                            "correct the url of the source description, or test its document");
        }
        return sources;
    }

    private void add(Cursor source) {
        if (!source.isObjectOf(List.of("name", "url", "type"))) {
            return;
        }
        String name = source.required("name");
        source.required("url");
        source.checked(
                "type",
                "one of " + String.join(", ", TYPES),
                type -> type.isString() && TYPES.contains(type.asString()));
        if (byName.putIfAbsent(name, source) != null) {
            source.member("name").invalid("a name of its own", "the name " + name + " again");
        }
    }

    private void choose() {
        var descriptions = byName.entrySet().stream()
                .filter(each -> isOpenApi(each.getValue()))
                .toList();
        for (var each : descriptions) {
            if (descriptions.size() == 1 || isTested(each.getValue())) {
                tested.add(each.getKey());
            }
        }
    }

    private static boolean isOpenApi(Cursor source) {
        return source.node().path("type").asString("openapi").equals("openapi");
    }

    private boolean isTested(Cursor source) {
        var document = contract.documents().main().uri();
        String url = source.node().path("url").asString("");
        return Documents.file(source.file().uri(), url)
                .filter(uri -> uri.equals(document) || name(uri).equals(name(document)))
                .isPresent();
    }

    private static String name(URI uri) {
        String path = String.valueOf(uri.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The fields of each description, for expressions. */
    ObjectNode known() {
        var known = JsonNodeFactory.instance.objectNode();
        byName.forEach((name, source) -> known.set(name, source.node()));
        return known;
    }

    /** The operation with an operationId, alone or after the name of its description; an unknown one is reported. */
    Optional<Operation> byId(Cursor at) {
        String text = at.node().asString();
        var named = BY_NAME.matcher(text);
        if (!text.startsWith("$")) {
            return byId(at, text);
        }
        if (!named.matches()) {
            at.invalid("an operationId, or $sourceDescriptions.NAME.operationId", text);
            return Optional.empty();
        }
        return isTested(at, named.group(1)) ? byId(at, named.group(2)) : Optional.empty();
    }

    private Optional<Operation> byId(Cursor at, String id) {
        var found = contract.operations().stream()
                .filter(each -> each.operationId().filter(id::equals).isPresent())
                .findFirst();
        if (found.isEmpty()) {
            var ids = contract.operations().stream()
                    .flatMap(each -> each.operationId().stream())
                    .toList();
            at.invalid(
                    "an operationId of the document",
                    id,
                    Similarity.nearest(id, ids)
                            .map(nearest -> "write " + nearest)
                            .orElse("use operationPath for an operation without operationId"));
        }
        return found;
    }

    /** The operation at a JSON pointer into a description. */
    Optional<Operation> byPath(Cursor at) {
        String text = at.node().asString();
        var matcher = BY_PATH.matcher(text);
        if (!matcher.matches()) {
            at.invalid("{$sourceDescriptions.NAME.url}#/paths/~1pets/get", text);
            return Optional.empty();
        }
        if (!isTested(at, matcher.group(1))) {
            return Optional.empty();
        }
        var found = contract.operations().stream()
                .filter(each -> isAt(each, matcher.group(2)))
                .findFirst();
        if (found.isEmpty()) {
            at.invalid("the JSON pointer of an operation: path and method", matcher.group(2));
        }
        return found;
    }

    private boolean isAt(Operation operation, String pointer) {
        try {
            var place = new Place(contract.documents().root().document(), JsonPointer.compile(pointer));
            String method = operation.key().method().name().toLowerCase(java.util.Locale.ROOT);
            var named = JsonPointer.empty()
                    .appendProperty("paths")
                    .appendProperty(operation.key().path())
                    .appendProperty(method);
            return operation.place().equals(place) || named.equals(place.pointer());
        } catch (IllegalArgumentException notAPointer) {
            return false;
        }
    }

    /** Whether that description is the tested document; reported otherwise. */
    private boolean isTested(Cursor at, String name) {
        var source = byName.get(name);
        if (source == null) {
            at.invalid(
                    "the name of a source description",
                    name,
                    Similarity.nearest(name, byName.keySet())
                            .map(nearest -> "write " + nearest)
                            .orElse("add it to sourceDescriptions"));
        } else if (!isOpenApi(source)) {
            at.invalid(
                    "an operation of an OpenAPI description",
                    "a part of " + name + ", which has the type "
                            + Json.plain(source.node().path("type")),
                    "remove the step: other types of descriptions are not supported");
        } else if (!tested.contains(name)) {
            at.invalid(
                    "an operation of the tested document "
                            + contract.documents().main().name(),
                    "an operation of " + name,
                    "remove the step: a run sends requests to the provider of one document only");
        }
        return tested.contains(name);
    }
}
