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
    private static final Set<String> VALUES = Set.of("example", "default", "value", "dataValue");
    private static final int DEEPEST = 64;
    private static final int MOST_COPIED = 100_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Documents documents;
    private final LinedWriter out;
    private final List<JsonPointer> places = new ArrayList<>();
    private int copied;

    private LooseReferences(Documents documents, int maxNodes) {
        this.documents = documents;
        this.out = new LinedWriter(maxNodes);
    }

    /** The document without such references; the same document if it has none. */
    static Resolved resolved(Document document, Documents documents, int maxNodes) throws Unreadable {
        var work = new LooseReferences(documents, maxNodes);
        if (!work.isIn(document.tree(), Meaning.PART, "", Place.root(document.uri()), false)) {
            return new Resolved(document, List.of());
        }
        var root = work.copy(Lined.root(document), Meaning.PART, "", Place.root(document.uri()), false);
        var tree = work.out.tree(root);
        return new Resolved(new Document(document.uri(), document.name(), tree.root(), tree.lines()), work.places);
    }

    /** References in examples and defaults to YAML and JSON files, which may be meant as references or be data. */
    static Set<String> filesOfValues(Document document) {
        var found = new HashSet<String>();
        collect(document.tree(), Meaning.PART, false, found);
        return found;
    }

    private static void collect(JsonNode node, Meaning meaning, boolean isValue, Set<String> found) {
        boolean isField = meaning == Meaning.PART || meaning == Meaning.EXAMPLE;
        for (var member : node.properties()) {
            String key = member.getKey();
            if (member.getValue().isContainer()) {
                boolean isList = isField && PLAIN_LISTS.contains(key);
                collect(
                        member.getValue(),
                        meaning.member(key),
                        isValue || isList || (isField && VALUES.contains(key)),
                        found);
            } else if (isValue && key.equals("$ref") && node.size() == 1) {
                String file = member.getValue().asString("").replaceFirst("#.*", "");
                if (file.matches("(?s).*\\.(json|ya?ml)")) {
                    found.add(member.getValue().asString());
                }
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), meaning.element(), isValue, found);
        }
    }

    /** Whether there is such a reference, so that most documents need not be copied. */
    private boolean isIn(JsonNode node, Meaning meaning, String key, Place place, boolean isValue) {
        if (node.isObject() && replacement(node, meaning, key, place, isValue).isPresent()) {
            return true;
        }
        if (meaning == Meaning.VALUE && !isValue) {
            return false;
        }
        boolean isField = meaning == Meaning.PART || meaning == Meaning.EXAMPLE;
        for (var member : node.properties()) {
            String name = member.getKey();
            if (member.getValue().isContainer()
                    && isIn(
                            member.getValue(),
                            meaning.member(name),
                            isField ? name : "",
                            place.member(name),
                            isValue || (isField && VALUES.contains(name)))) {
                return true;
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isContainer() && isIn(node.get(i), meaning.element(), "", place.element(i), isValue)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A copy of a node.
     *
     * @param key the field of its object; empty for an entry of a map or list
     * @param isValue whether it is in an example or default
     */
    private JsonNode copy(Lined node, Meaning meaning, String key, Place place, boolean isValue) throws Unreadable {
        if (node.node().isArray()) {
            return out.array(node.line(), array -> {
                int index = 0;
                for (var element : node.elements()) {
                    array.add(copy(element, meaning.element(), "", place.element(index++), isValue));
                }
            });
        }
        if (!node.node().isObject()) {
            return out.copy(node);
        }
        var replacement = replacement(node.node(), meaning, key, place, isValue);
        if (replacement.isPresent()) {
            places.add(place.pointer());
            return replacement.get().written(node.line());
        }
        if (meaning == Meaning.VALUE && !isValue) {
            return out.copy(node);
        }
        return out.object(node.line(), object -> {
            for (var member : node.members()) {
                String name = member.key();
                boolean isField = meaning == Meaning.PART || meaning == Meaning.EXAMPLE;
                object.set(
                        name,
                        copy(
                                member.value(),
                                meaning.member(name),
                                isField ? name : "",
                                place.member(name),
                                isValue || (isField && VALUES.contains(name))));
            }
        });
    }

    private Optional<Replacement> replacement(
            JsonNode node, Meaning meaning, String key, Place place, boolean isValue) {
        var reference = node.path("$ref");
        if (!reference.isString()) {
            return Optional.empty();
        }
        var found = reached(place, reference.stringValue());
        var target = found.flatMap(documents::resolved);
        var kind = target.map(documents::at).filter(JsonNode::isContainer);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (isValue || PLAIN_LISTS.contains(key)) {
            boolean isMeant = isValue ? node.size() == 1 : kind.get().isArray();
            return isMeant ? Optional.of(line -> out.plain(line, value(target.get()))) : Optional.empty();
        }
        boolean isMap = meaning == Meaning.NAMES || meaning == Meaning.EXAMPLES;
        boolean isRoot =
                place.pointer().tail() != null && place.pointer().tail().matches();
        if (kind.get().isArray()) {
            return isMap || LISTS.contains(key) ? Optional.of(line -> elements(target.get(), line)) : Optional.empty();
        }
        if (isMap) {
            return Optional.of(line -> entries(node, target.get(), line));
        }
        if (isRoot && key.equals("components")) {
            return Optional.of(line -> sections(target.get(), line));
        }
        boolean isDirect = Documents.target(place, reference.stringValue()).equals(found);
        boolean exists = !documents
                .at(Documents.target(place, reference.stringValue()).orElse(place))
                .isMissingNode();
        return meaning == Meaning.PART && !isDirect && !exists
                ? Optional.of(line -> redirected(node, found.get(), line))
                : Optional.empty();
    }

    /** The target of a reference, whose pointer may lead through other references. */
    private Optional<Place> reached(Place from, String reference) {
        var direct = Documents.target(from, reference);
        if (direct.isEmpty() || !documents.at(direct.get()).isMissingNode()) {
            return direct;
        }
        var current = Optional.of(Place.root(direct.get().document()));
        for (var rest = direct.get().pointer(); !rest.matches() && current.isPresent(); rest = rest.tail()) {
            String step = rest.getMatchingProperty();
            current = current.flatMap(documents::resolved)
                    .map(place -> place.member(step))
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
