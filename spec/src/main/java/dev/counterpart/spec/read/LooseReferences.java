package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Meaning;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * References where OpenAPI allows none, but other tools follow them. A map or list that is a reference becomes a map or list of
 * references to the target's entries, a value becomes a copy, and a pointer that leads through another reference becomes direct. So later
 * stages need not know such references.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#reference-object">OpenAPI 3.1.1, Reference Object</a>
 */
final class LooseReferences {

    /** A document without such references, and the places where they were. */
    record Resolved(Document document, List<JsonPointer> places) {}

    /** Writes what stands in the place of a reference. */
    private interface Replacement {
        JsonNode written(int line) throws Unreadable;
    }

    private static final Set<String> LISTS = Set.of("allOf", "oneOf", "anyOf", "prefixItems");
    private static final Set<String> PLAIN_LISTS = Set.of("required", "enum", "security", "servers", "tags", "type");
    private static final Set<String> PLAIN_OBJECTS = Set.of(
            "info",
            "contact",
            "license",
            "externalDocs",
            "xml",
            "discriminator",
            "variables",
            "flows",
            "scopes",
            "dependentRequired");
    private static final Set<String> SCALARS = Set.of(
            "type",
            "format",
            "pattern",
            "title",
            "description",
            "summary",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "nullable",
            "readOnly",
            "writeOnly");

    /** What later stages resolve themselves, although it must not be a reference: operations, and the map of encodings. */
    private static final Set<String> FOLLOWED =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "encoding");

    private static final Set<String> MAPS = Set.of(
            "paths",
            "components",
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "properties",
            "patternProperties",
            "$defs",
            "definitions",
            "content",
            "webhooks",
            "allOf",
            "oneOf",
            "anyOf");
    private static final Set<String> VALUES = Set.of("example", "default", "value", "dataValue");
    private static final int DEEPEST = 64;
    private static final int MOST_COPIED = 100_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Documents documents;
    private final LinedWriter out;
    private final List<JsonPointer> places = new ArrayList<>();
    private int copied;
    private boolean isChanged;

    private LooseReferences(Documents documents, int maxNodes) {
        this.documents = documents;
        this.out = new LinedWriter(maxNodes);
    }

    /**
     * What one look at a document shows before the files that it references are loaded.
     *
     * @param files references in examples, defaults and lists to YAML and JSON files, which may be meant as references or be data
     * @param mayBeLoose whether a reference is where OpenAPI allows none
     */
    record Scan(Set<String> files, boolean mayBeLoose) {

        static Scan of(Document document) {
            var files = new HashSet<String>();
            return new Scan(files, scan(document.tree(), Context.ROOT, files));
        }

        private static boolean scan(JsonNode node, Context context, Set<String> files) {
            boolean isLoose = false;
            var reference = node.get("$ref");
            if (reference != null && reference.isString()) {
                isLoose = context.isLoose(node);
                if (context.isData() && node.size() == 1 && isFile(reference.stringValue())) {
                    files.add(reference.stringValue());
                }
            }
            if (context.isOpaque()) {
                return isLoose;
            }
            for (var member : node.properties()) {
                if (member.getValue().isContainer()) {
                    isLoose |= scan(member.getValue(), context.member(member.getKey()), files);
                }
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                isLoose |= node.get(i).isContainer() && scan(node.get(i), context.element(), files);
            }
            return isLoose;
        }

        private static boolean isFile(String reference) {
            return reference.replaceFirst("#.*", "").matches("(?s).*\\.(json|ya?ml)");
        }
    }

    /**
     * What surrounds a node.
     *
     * @param key the field of its object; empty for an entry of a map or list
     * @param isValue whether it is in an example or default
     * @param isInList whether it is in a list without references, such as {@code required}
     */
    private record Context(Meaning meaning, String key, boolean isValue, boolean isInList) {

        static final Context ROOT = new Context(Meaning.PART, "", false, false);

        Context member(String name) {
            boolean isField = meaning == Meaning.PART || meaning == Meaning.EXAMPLE;
            return new Context(
                    meaning.member(name),
                    isField ? name : "",
                    isValue || (isField && VALUES.contains(name)),
                    isInList || (isField && PLAIN_LISTS.contains(name)));
        }

        Context element() {
            return new Context(meaning.element(), "", isValue, isInList);
        }

        boolean isMap() {
            return meaning == Meaning.NAMES || meaning == Meaning.EXAMPLES;
        }

        /** Whether a reference here is either data or misplaced. */
        boolean isData() {
            return isValue || isInList;
        }

        /** Whether nothing inside is a reference. */
        boolean isOpaque() {
            return meaning == Meaning.VALUE && !isData();
        }

        /** Whether a reference in this object may be one that OpenAPI does not allow here. */
        boolean isLoose(JsonNode object) {
            return isValue
                    ? object.size() == 1
                    : isMap() || isPlain() || LISTS.contains(key) || FOLLOWED.contains(key) || key.equals("components");
        }

        /** Whether the field has a value without references, which can replace one to a value of the same kind. */
        boolean isPlain() {
            return PLAIN_LISTS.contains(key) || PLAIN_OBJECTS.contains(key) || SCALARS.contains(key);
        }

        boolean mayBe(JsonNode plain) {
            return (PLAIN_LISTS.contains(key) && plain.isArray())
                    || (PLAIN_OBJECTS.contains(key) && plain.isObject())
                    || (SCALARS.contains(key) && plain.isValueNode());
        }
    }

    /**
     * The document without such references; the same document if it has none.
     *
     * @param references all of the document
     */
    static Resolved resolved(Document document, Scan scan, Set<String> references, Documents documents, int maxNodes)
            throws Unreadable {
        var work = new LooseReferences(documents, maxNodes);
        if (!scan.mayBeLoose() && references.stream().noneMatch(each -> work.isIndirect(document, each))) {
            return new Resolved(document, List.of());
        }
        var root = work.root(document);
        if (!work.isChanged) {
            return new Resolved(document, List.of());
        }
        var tree = work.out.tree(root);
        return new Resolved(document.rewritten(tree.root(), tree.lines(), false), work.places);
    }

    private JsonNode root(Document document) throws Unreadable {
        try {
            return copy(Lined.positions(document), Context.ROOT, Place.root(document.uri()));
        } catch (Unreadable tooLarge) {
            throw tooLarge.atLine(document.lines().line(tooLarge.line()));
        }
    }

    private JsonNode copy(Lined node, Context context, Place place) throws Unreadable {
        if (node.node().isArray()) {
            return copiedElements(node, context, place);
        }
        if (!node.node().isObject()) {
            return out.copy(node);
        }
        var replacement = replacement(node.node(), context, place);
        if (replacement.isPresent()) {
            isChanged = true;
            if (!isListedElsewhere(place, node.node().path("$ref").stringValue())) {
                places.add(place.pointer());
            }
            return replacement.get().written(node.line());
        }
        return context.isOpaque() ? out.copy(node) : copiedMembers(node, context, place);
    }

    private JsonNode copiedElements(Lined node, Context context, Place place) throws Unreadable {
        return out.array(node.line(), array -> {
            int index = 0;
            for (var element : node.elements()) {
                array.add(copy(element, context.element(), place.element(index++)));
            }
        });
    }

    private JsonNode copiedMembers(Lined node, Context context, Place place) throws Unreadable {
        return out.object(node.line(), object -> {
            for (var member : node.members()) {
                object.set(
                        member.key(), copy(member.value(), context.member(member.key()), place.member(member.key())));
            }
        });
    }

    private Optional<Replacement> replacement(JsonNode node, Context context, Place place) {
        if (!node.path("$ref").isString()) {
            return Optional.empty();
        }
        var found = reached(place, node.path("$ref").stringValue());
        var target = found.flatMap(documents::resolved);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var referenced = documents.at(target.get());
        if (context.isValue() || context.isPlain()) {
            boolean isMeant =
                    context.isValue() ? node.size() == 1 && referenced.isContainer() : context.mayBe(referenced);
            return isMeant ? Optional.of(line -> out.plain(line, copied(target.get(), context))) : Optional.empty();
        }
        if (!referenced.isContainer()) {
            return Optional.empty();
        }
        return referenced.isArray() ? ofArray(context, target.get()) : ofObject(node, context, place, found.get());
    }

    private Optional<Replacement> ofArray(Context context, Place target) {
        return context.isMap() || LISTS.contains(context.key())
                ? Optional.of(line -> elements(target, line))
                : Optional.empty();
    }

    private Optional<Replacement> ofObject(JsonNode node, Context context, Place place, Place found) {
        var target = documents.resolved(found).orElseThrow();
        if (context.isMap()) {
            return Optional.of(line -> entries(node, target, line));
        }
        var belowRoot = place.pointer().tail();
        if (belowRoot != null && belowRoot.matches() && context.key().equals("components")) {
            return Optional.of(line -> sections(target, line));
        }
        var direct = Documents.target(place, node.path("$ref").stringValue());
        boolean isIndirect = !direct.equals(Optional.of(found))
                && documents.at(direct.orElse(place)).isMissingNode();
        return context.meaning() == Meaning.PART && (isIndirect || FOLLOWED.contains(context.key()))
                ? Optional.of(line -> redirected(node, found, line))
                : Optional.empty();
    }

    /** Whether the pointer of a reference leads through another reference. */
    private boolean isIndirect(Document from, String reference) {
        var place = Place.root(from.uri());
        var direct = Documents.target(place, reference);
        return direct.filter(target -> documents.at(target).isMissingNode()).isPresent()
                && reached(place, reference).isPresent();
    }

    /** Whether the pointer leads through a map or list that is a reference, which is a place of its own. */
    private boolean isListedElsewhere(Place from, String reference) {
        var direct = Documents.target(from, reference);
        if (direct.isEmpty() || !documents.at(direct.get()).isMissingNode()) {
            return false;
        }
        var current = Optional.of(Place.root(direct.get().document()));
        for (var rest = direct.get().pointer(); !rest.matches() && current.isPresent(); rest = rest.tail()) {
            var own = current.get();
            var last = own.pointer().last();
            if (last != null
                    && MAPS.contains(last.getMatchingProperty())
                    && documents.at(own).path("$ref").isString()) {
                return true;
            }
            String step = rest.getMatchingProperty();
            current = documents
                    .resolved(own)
                    .map(place -> place.member(step))
                    .filter(place -> !documents.at(place).isMissingNode());
        }
        return false;
    }

    /** The target of a reference, whose pointer may lead through other references, and may end in a slash ({@code pet.yaml#/}). */
    private Optional<Place> reached(Place from, String reference) {
        var direct = Documents.target(from, reference);
        if (direct.isEmpty() || !documents.at(direct.get()).isMissingNode()) {
            return direct;
        }
        var current = Optional.of(Place.root(direct.get().document()));
        for (var rest = direct.get().pointer(); !rest.matches() && current.isPresent(); rest = rest.tail()) {
            String step = rest.getMatchingProperty();
            boolean isWhole = step.isEmpty() && rest.tail().matches();
            current = current.flatMap(documents::resolved)
                    .map(place -> isWhole ? place : place.member(step))
                    .filter(place -> !documents.at(place).isMissingNode());
        }
        return current;
    }

    /** The entries of the target, and those beside the reference, which win. */
    private JsonNode entries(JsonNode node, Place target, int line) throws Unreadable {
        return out.object(line, object -> {
            for (var own : node.properties()) {
                if (!own.getKey().equals("$ref")) {
                    object.set(own.getKey(), out.plain(line, own.getValue()));
                }
            }
            for (var entry : documents.members(target).entrySet()) {
                if (!object.has(entry.getKey())) {
                    object.set(entry.getKey(), entry(entry.getValue(), line));
                }
            }
        });
    }

    private JsonNode elements(Place target, int line) throws Unreadable {
        return out.array(line, array -> {
            for (var element : documents.elements(target)) {
                array.add(entry(element, line));
            }
        });
    }

    /** {@code components} that is a reference: each section lists its entries. */
    private JsonNode sections(Place target, int line) throws Unreadable {
        return out.object(line, object -> {
            for (var section : documents.members(target).entrySet()) {
                var names = documents.resolved(section.getValue());
                if (names.isPresent() && documents.at(names.get()).isObject()) {
                    object.set(section.getKey(), entries(NODES.objectNode(), names.get(), line));
                }
            }
        });
    }

    private JsonNode entry(Place place, int line) throws Unreadable {
        var node = documents.at(place);
        return node.isObject()
                ? out.object(line, object -> object.set("$ref", out.text(line, text(place))))
                : out.plain(line, node);
    }

    private JsonNode redirected(JsonNode node, Place target, int line) throws Unreadable {
        return out.object(line, object -> {
            for (var member : node.properties()) {
                boolean isReference = member.getKey().equals("$ref");
                object.set(
                        member.getKey(),
                        isReference ? out.text(line, text(target)) : out.plain(line, member.getValue()));
            }
        });
    }

    private JsonNode copied(Place place, Context context) {
        var value = value(place);
        if (context.key().equals("discriminator") && value instanceof ObjectNode discriminator) {
            redirect(discriminator, "defaultMapping", place);
            if (discriminator.path("mapping") instanceof ObjectNode mapping) {
                var from = documents.resolved(place.member("mapping")).orElse(place);
                List.copyOf(mapping.propertyNames()).forEach(name -> redirect(mapping, name, from));
            }
        }
        return value;
    }

    /** The copy of a reference leads to the same schema as the original. Other texts are names of components. */
    private void redirect(ObjectNode copy, String member, Place from) {
        Optional.of(copy.path(member).asString(""))
                .filter(reference -> !reference.isEmpty())
                .flatMap(reference -> reached(from, reference))
                .filter(target -> !documents.at(target).isMissingNode())
                .ifPresent(target -> copy.put(member, text(target)));
    }

    private static String text(Place place) {
        return place.document() + "#" + place.pointer().toString().replace("%", "%25");
    }

    /** The value at that place, in which references to objects and arrays are followed. */
    private JsonNode value(Place place) {
        return value(documents.at(place), place, new HashSet<>());
    }

    private JsonNode value(JsonNode node, Place place, Set<Place> active) {
        if (!node.isContainer() || !active.add(place)) {
            return node;
        }
        try {
            if (active.size() > DEEPEST || (copied += 1 + node.size()) > MOST_COPIED) {
                return node;
            }
            var target = node.size() == 1 && node.path("$ref").isString()
                    ? reached(place, node.path("$ref").stringValue()).flatMap(documents::resolved)
                    : Optional.<Place>empty();
            if (target.filter(found -> documents.at(found).isContainer() && !active.contains(found))
                    .isPresent()) {
                return value(documents.at(target.get()), target.get(), active);
            }
            return node.isObject() ? object(node, place, active) : array(node, place, active);
        } finally {
            active.remove(place);
        }
    }

    private ObjectNode object(JsonNode node, Place place, Set<Place> active) {
        var object = NODES.objectNode();
        for (var member : node.properties()) {
            object.set(member.getKey(), value(member.getValue(), place.member(member.getKey()), active));
        }
        return object;
    }

    private ArrayNode array(JsonNode node, Place place, Set<Place> active) {
        var array = NODES.arrayNode();
        for (int i = 0; i < node.size(); i++) {
            array.add(value(node.get(i), place.element(i), active));
        }
        return array;
    }
}
