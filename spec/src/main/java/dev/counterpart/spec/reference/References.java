package dev.counterpart.spec.reference;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Resolves references between schemas by pointer, {@code $id} and anchor. Nothing is fetched. Thread-safe.
 *
 * <p>A document is searched for {@code $id} and anchors only if a reference cannot be resolved without them.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-8.2">JSON Schema 2020-12 Core, §8.2</a>
 */
public final class References {

    /** A schema resource: a schema with {@code $id}, or a whole document. */
    private record Resource(Place root, Map<String, Place> anchors, Map<String, Place> dynamicAnchors) {

        Resource(Place root) {
            this(root, new HashMap<>(), new HashMap<>());
        }
    }

    /** The base URI at a place, and the root of its resource. */
    private record Base(URI uri, Place root) {}

    private static final Set<String> DATA =
            Set.of("enum", "const", "default", "example", "examples", "x-example", "x-examples");
    private static final Set<String> MAPS = Set.of(
            "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies", "schemas");

    private final Documents documents;
    private final UnaryOperator<String> asWritten;
    private final MetaSchemas metaSchemas = new MetaSchemas();
    private final boolean withIds;
    private final Map<URI, Map<URI, Resource>> resourcesByDocument = new ConcurrentHashMap<>();

    /**
     * The references between the schemas of one contract.
     *
     * @param withIds whether {@code $id} and anchors are supported (JSON Schema) or not (OpenAPI 3.0)
     */
    public References(Documents documents, boolean withIds) {
        this(documents, withIds, UnaryOperator.identity());
    }

    /** The references between the schemas of a contract in that version. */
    public References(Documents documents, OpenApiVersion version) {
        this(documents, version.hasJsonSchema(), version::written);
    }

    private References(Documents documents, boolean withIds, UnaryOperator<String> asWritten) {
        this.documents = documents;
        this.withIds = withIds;
        this.asWritten = asWritten;
    }

    /** A reference as the user wrote it, for messages. */
    public String written(String reference) {
        return asWritten.apply(reference);
    }

    /** The node at that place; a missing node if there is none. */
    public JsonNode at(Place place) {
        var node = documents.at(place);
        return node.isMissingNode() ? metaSchemas.at(place) : node;
    }

    /** {@code components/schemas} of the main document. */
    Place mainSchemas() {
        return documents.root().member("components").member("schemas");
    }

    /** The target of a reference in the schema at {@code from}; empty if it does not exist. */
    public Optional<Place> target(Place from, String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
        var base = base(from);
        var target = resolved(base.uri(), file);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        return root(base, target.get())
                .flatMap(root -> inside(root, target.get(), fragment))
                .or(() -> outsideOfIds(from, file, fragment));
    }

    /** Some documents use pointers from the root of the file even if an {@code $id} forbids it. */
    private Optional<Place> outsideOfIds(Place from, String file, String fragment) {
        return resolved(from.document(), file)
                .map(Place::root)
                .filter(this::exists)
                .flatMap(root -> inside(root, root.document(), fragment));
    }

    private static Optional<URI> resolved(URI base, String reference) {
        try {
            return Optional.of(
                    reference.isEmpty() ? base : withoutFragment(base.resolve(reference.replace(" ", "%20"))));
        } catch (IllegalArgumentException noReference) {
            return Optional.empty();
        }
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? uri : URI.create(text.substring(0, hash));
    }

    private Optional<Place> root(Base base, URI target) {
        if (target.equals(base.uri())) {
            return Optional.of(base.root());
        }
        var document = Place.root(target);
        if (exists(document)) {
            return Optional.of(document);
        }
        return withIds ? resource(target).map(Resource::root) : Optional.empty();
    }

    private boolean exists(Place place) {
        return !at(place).isMissingNode();
    }

    private Optional<Place> inside(Place root, URI resource, String fragment) {
        if (fragment.isEmpty()) {
            return Optional.of(root);
        }
        if (fragment.startsWith("/")) {
            return pointer(fragment)
                    .map(pointer -> new Place(root.document(), root.pointer().append(pointer)))
                    .filter(this::exists);
        }
        return withIds
                ? resource(resource)
                        .flatMap(found -> Optional.ofNullable(found.anchors().get(fragment)))
                : Optional.empty();
    }

    private static Optional<JsonPointer> pointer(String fragment) {
        try {
            return Optional.of(JsonPointer.compile(fragment));
        } catch (IllegalArgumentException noPointer) {
            return Optional.empty();
        }
    }

    /** Percent-decoded; unchanged if that is impossible. */
    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        var bytes = ByteBuffer.allocate(fragment.length() * 4);
        for (int i = 0; i < fragment.length(); i++) {
            char c = fragment.charAt(i);
            if (c != '%') {
                bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            } else if (fragment.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                bytes.put((byte) Integer.parseInt(fragment.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return fragment;
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** The place of that dynamic anchor in the resource of {@code place}. */
    public Optional<Place> dynamicAnchor(Place place, String anchor) {
        return resource(base(place).uri())
                .flatMap(resource ->
                        Optional.ofNullable(resource.dynamicAnchors().get(anchor)));
    }

    /** The root of the resource of {@code place}. */
    public Place resourceRoot(Place place) {
        return base(place).root();
    }

    /** The {@code $schema} at or above that place, or the {@code jsonSchemaDialect} of its document. */
    public Optional<String> dialect(Place place) {
        var node = at(Place.root(place.document()));
        var found = text(node, "jsonSchemaDialect");
        for (var rest = place.pointer(); ; rest = rest.tail()) {
            var nearer = text(node, "$schema");
            found = nearer.isPresent() ? nearer : found;
            if (rest.matches()) {
                return found;
            }
            node = child(node, rest);
        }
    }

    private Base base(Place place) {
        var base = new Base(place.document(), Place.root(place.document()));
        if (!withIds) {
            return base;
        }
        var node = at(base.root());
        var path = JsonPointer.empty();
        for (var rest = place.pointer(); ; rest = rest.tail()) {
            var id = text(node, "$id");
            if (id.isPresent()) {
                base = below(base, id.get(), new Place(place.document(), path));
            }
            if (rest.matches()) {
                return base;
            }
            path = node.isArray()
                    ? path.appendIndex(Math.max(rest.getMatchingIndex(), 0))
                    : path.appendProperty(rest.getMatchingProperty());
            node = child(node, rest);
        }
    }

    private static Base below(Base base, String id, Place place) {
        return resolved(base.uri(), id)
                .filter(uri -> !uri.equals(base.uri()) && !id.startsWith("#"))
                .map(uri -> new Base(uri, place))
                .orElse(base);
    }

    private static JsonNode child(JsonNode node, JsonPointer pointer) {
        return node.isArray() ? node.path(pointer.getMatchingIndex()) : node.path(pointer.getMatchingProperty());
    }

    private static Optional<String> text(JsonNode node, String name) {
        var text = node.isObject() ? node.get(name) : null;
        return text != null && text.isString() ? Optional.of(text.stringValue()) : Optional.empty();
    }

    private Optional<Resource> resource(URI uri) {
        for (URI document : documentUris(uri)) {
            var resource = resources(document).get(uri);
            if (resource != null) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    private List<URI> documentUris(URI first) {
        var uris = new ArrayList<URI>();
        uris.add(first);
        documents.all().forEach(document -> uris.add(document.uri()));
        return uris;
    }

    private Map<URI, Resource> resources(URI document) {
        return resourcesByDocument.computeIfAbsent(document, this::search);
    }

    private record Step(JsonNode node, Place place, URI base, boolean isMap) {}

    private Map<URI, Resource> search(URI document) {
        var found = new HashMap<URI, Resource>();
        var root = Place.root(document);
        if (!exists(root)) {
            return found;
        }
        found.put(document, new Resource(root));
        var open = new ArrayDeque<Step>();
        open.add(new Step(at(root), root, document, false));
        while (!open.isEmpty()) {
            var step = open.poll();
            URI base = step.isMap() ? step.base() : note(step, found);
            if (step.place().equals(root)) {
                found.put(document, found.getOrDefault(base, new Resource(root)));
            }
            open.addAll(below(step, base));
        }
        return found;
    }

    private static List<Step> below(Step step, URI base) {
        var below = new ArrayList<Step>();
        for (var member : step.node().properties()) {
            String name = member.getKey();
            if (member.getValue().isContainer() && (step.isMap() || !DATA.contains(name))) {
                boolean isMap = !step.isMap() && MAPS.contains(name);
                below.add(new Step(member.getValue(), step.place().member(name), base, isMap));
            }
        }
        for (int i = 0; step.node().isArray() && i < step.node().size(); i++) {
            below.add(new Step(step.node().get(i), step.place().element(i), base, false));
        }
        return below;
    }

    /** Records the identifiers of the schema and returns the base URI inside it. */
    private static URI note(Step step, Map<URI, Resource> found) {
        URI base = step.base();
        var id = text(step.node(), "$id");
        if (id.isPresent()) {
            if (id.get().startsWith("#")) {
                resource(found, base, step.place())
                        .anchors()
                        .putIfAbsent(id.get().substring(1), step.place());
            }
            base = resolved(base, id.get()).orElse(base);
            found.putIfAbsent(base, new Resource(step.place()));
        }
        var resource = resource(found, base, step.place());
        text(step.node(), "$anchor").ifPresent(anchor -> resource.anchors().putIfAbsent(anchor, step.place()));
        text(step.node(), "$dynamicAnchor").ifPresent(anchor -> {
            resource.anchors().putIfAbsent(anchor, step.place());
            resource.dynamicAnchors().putIfAbsent(anchor, step.place());
        });
        return base;
    }

    private static Resource resource(Map<URI, Resource> found, URI base, Place place) {
        return found.computeIfAbsent(base, missing -> new Resource(place));
    }
}
