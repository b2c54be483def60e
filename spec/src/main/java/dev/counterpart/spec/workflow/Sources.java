package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.workflow.Step.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The source descriptions of a file of workflows. The tested document is the one with its URL or file name; in the file that the user named,
 * also the only OpenAPI description. The others are read when a step needs them.
 */
final class Sources {

    private static final Pattern BY_NAME = Pattern.compile("\\$sourceDescriptions\\.([A-Za-z0-9_-]+)\\.(.+)");
    private static final Pattern BY_PATH =
            Pattern.compile("\\{?\\$sourceDescriptions\\.([A-Za-z0-9_-]+)(?:\\.url)?}?#(/.*)");
    private static final Pattern OTHER_STEP =
            Pattern.compile("\\$(?:workflows|sourceDescriptions)\\.(.+?)\\.steps\\.(.+)");
    private static final List<String> TYPES = List.of("openapi", "arazzo", "asyncapi");

    private final String prefix;
    private final Contract contract;
    private final Library library;
    private final Map<String, Cursor> byName = new LinkedHashMap<>();
    private final Set<String> tested = new LinkedHashSet<>();

    private Sources(String prefix, Contract contract, Library library) {
        this.prefix = prefix;
        this.contract = contract;
        this.library = library;
    }

    /**
     * The source descriptions of a file.
     *
     * @param prefix before the ids of its workflows; empty for the file that the user named
     * @param contract of the tested document
     */
    static Sources read(Cursor root, String prefix, Contract contract, Library library) {
        var sources = new Sources(prefix, contract, library);
        var all = root.elements("sourceDescriptions");
        if (all.isEmpty()) {
            root.invalid("at least one of sourceDescriptions", "none", "add the source description of the document");
        }
        all.forEach(sources::add);
        sources.choose();
        if (!all.isEmpty() && sources.lacksTested()) {
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
        var descriptions = openApi();
        boolean isOnly = prefix.isEmpty() && descriptions.size() == 1;
        boolean isExact = descriptions.values().stream().anyMatch(source -> isTested(source, URI::equals));
        descriptions.forEach((name, source) -> {
            if (isOnly || isTested(source, isExact ? URI::equals : Sources::haveOneName)) {
                tested.add(name);
            }
        });
    }

    /** A file that only calls workflows of other files need not describe the tested document. */
    private boolean lacksTested() {
        boolean hasOthers = byName.values().stream().anyMatch(Sources::isArazzo);
        return prefix.isEmpty() && tested.isEmpty() && !(openApi().isEmpty() && hasOthers);
    }

    private Map<String, Cursor> openApi() {
        var descriptions = new LinkedHashMap<>(byName);
        descriptions.values().removeIf(source -> !isOpenApi(source));
        return descriptions;
    }

    private static boolean isOpenApi(Cursor source) {
        return source.node().path("type").asString("openapi").equals("openapi");
    }

    private static boolean isArazzo(Cursor source) {
        return source.node().path("type").asString("").equals("arazzo");
    }

    private boolean isTested(Cursor source, BiPredicate<URI, URI> isSame) {
        String url = source.node().path("url").asString("");
        return Documents.file(source.file().uri(), url)
                .filter(uri -> isSame.test(uri, contract.documents().main().uri()))
                .isPresent();
    }

    private static boolean haveOneName(URI one, URI other) {
        return fileName(one).equals(fileName(other));
    }

    private static String fileName(URI uri) {
        String path = String.valueOf(uri.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The fields of each description, for expressions. */
    ObjectNode known() {
        var known = JsonNodeFactory.instance.objectNode();
        byName.forEach((name, source) -> known.set(name, source.node()));
        return known;
    }

    /** The id of a workflow: of this file, or of an Arazzo description. What cannot be one is reported. */
    Optional<String> workflow(Cursor at) {
        return workflow(at, at.node().asString());
    }

    private Optional<String> workflow(Cursor at, String text) {
        var named = BY_NAME.matcher(text);
        if (!named.matches()) {
            return Optional.of(prefix + text);
        }
        var source = source(at, named.group(1));
        if (source.isPresent() && !isArazzo(source.get())) {
            at.invalid("a workflow of an Arazzo description", typed(named.group(1), source.get()));
            return Optional.empty();
        }
        return source.flatMap(each -> library.prefix(each, prefix)).map(other -> other + named.group(2));
    }

    /** The id of a step of the same workflow, or {@code $workflows.ID.steps.ID} with the id of a workflow of any file. */
    Optional<String> step(Cursor at) {
        String text = at.node().asString();
        var other = OTHER_STEP.matcher(text);
        if (!other.matches()) {
            return Optional.of(text);
        }
        var id = text.startsWith("$workflows.")
                ? Optional.of(prefix + other.group(1))
                : workflow(at, "$sourceDescriptions." + other.group(1));
        return id.map(each -> "$workflows." + each + ".steps." + other.group(2));
    }

    /** The operation with an operationId, alone or after the name of its description; an unknown one is reported. */
    Optional<Target> byId(Cursor at) {
        String text = at.node().asString();
        var named = BY_NAME.matcher(text);
        if (!text.startsWith("$")) {
            return usual(at).flatMap(api -> byId(at, api, text));
        }
        if (!named.matches()) {
            at.invalid("an operationId, or $sourceDescriptions.NAME.operationId", text);
            return Optional.empty();
        }
        if (isAsync(named.group(1))) {
            return unsupported(at, named.group(1));
        }
        return described(at, named.group(1)).flatMap(api -> byId(at, api, named.group(2)));
    }

    private Optional<Target> byId(Cursor at, Described api, String id) {
        var found = api.contract().operations().stream()
                .filter(each -> each.operationId().filter(id::equals).isPresent())
                .findFirst();
        if (found.isEmpty()) {
            var ids = api.contract().operations().stream()
                    .flatMap(each -> each.operationId().stream())
                    .toList();
            at.invalid(
                    "an operationId of " + api.inWords(),
                    id,
                    Similarity.nearest(id, ids)
                            .map(nearest -> "write " + nearest)
                            .orElse("use operationPath for an operation without operationId"));
        }
        return found.map(api::target);
    }

    /** The operation at a JSON pointer into a description. */
    Optional<Target> byPath(Cursor at) {
        String text = at.node().asString();
        var matcher = BY_PATH.matcher(text);
        if (!matcher.matches()) {
            at.invalid("{$sourceDescriptions.NAME.url}#/paths/~1pets/get", text);
            return Optional.empty();
        }
        if (isAsync(matcher.group(1))) {
            return unsupported(at, matcher.group(1));
        }
        var api = described(at, matcher.group(1));
        var found = api.flatMap(each -> each.contract().operations().stream()
                .filter(operation -> isAt(each.contract(), operation, matcher.group(2)))
                .findFirst());
        if (api.isPresent() && found.isEmpty()) {
            at.invalid("the JSON pointer of an operation: path and method", matcher.group(2));
        }
        return found.map(operation -> api.get().target(operation));
    }

    /** An OpenAPI document; {@code name} is empty for the tested one. */
    private record Described(Optional<String> name, Contract contract) {

        String inWords() {
            return name.map(each -> "the document " + each).orElse("the document");
        }

        Target target(Operation operation) {
            return new Target(Optional.of(operation), Optional.empty(), name.map(each -> new Step.Api(each, contract)));
        }
    }

    /** The document of an operationId without a name: the tested one, unless the file describes only another one. */
    private Optional<Described> usual(Cursor at) {
        var descriptions = openApi();
        return tested.isEmpty() && descriptions.size() == 1
                ? described(at, descriptions.keySet().iterator().next())
                : Optional.of(tested());
    }

    private Described tested() {
        return new Described(Optional.empty(), contract);
    }

    private static boolean isAt(Contract contract, Operation operation, String pointer) {
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

    /** The OpenAPI document of that description; empty if there is none, which is reported. */
    private Optional<Described> described(Cursor at, String name) {
        var source = source(at, name);
        if (source.isPresent() && !isOpenApi(source.get())) {
            at.invalid(
                    "an operation of an OpenAPI description",
                    typed(name, source.get()),
                    "write workflowId: $sourceDescriptions." + name + ".ID for a workflow of it");
            return Optional.empty();
        }
        return tested.contains(name)
                ? Optional.of(tested())
                : source.flatMap(library::contract).map(other -> new Described(Optional.of(name), other));
    }

    private boolean isAsync(String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(source -> source.node().path("type").asString("").equals("asyncapi"))
                .isPresent();
    }

    private static Optional<Target> unsupported(Cursor at, String name) {
        at.unsupported("an operation of an OpenAPI description", "a part of " + name + ", which has the type asyncapi");
        return Optional.of(Target.UNSUPPORTED);
    }

    private static String typed(String name, Cursor source) {
        String type = source.node().path("type").asString("openapi");
        return "a part of " + name + ", which has the type " + type;
    }

    private Optional<Cursor> source(Cursor at, String name) {
        var source = Optional.ofNullable(byName.get(name));
        if (source.isEmpty()) {
            at.invalid(
                    "the name of a source description",
                    name,
                    Similarity.nearest(name, byName.keySet())
                            .map(nearest -> "write " + nearest)
                            .orElse("add it to sourceDescriptions"));
        }
        return source;
    }
}
