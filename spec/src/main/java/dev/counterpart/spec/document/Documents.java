package dev.counterpart.spec.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The files of one contract: the main file and all files that it references, directly or indirectly.
 *
 * <p>Thread-safe.
 */
public final class Documents {

    private final Document main;
    private final Map<URI, Document> byUri = new LinkedHashMap<>();
    private final Set<URI> values;
    private final Optional<BiFunction<Place, String, Optional<Place>>> identifiers;

    /** Which member names occur; found out once, because whole files are searched. */
    private final Map<String, Boolean> mentioned = new ConcurrentHashMap<>();

    /**
     * The files of one contract.
     *
     * @param others files that {@code main} references, directly or indirectly
     */
    public Documents(Document main, Collection<Document> others) {
        this(main, others, Set.of(), Optional.empty());
    }

    private Documents(
            Document main,
            Collection<Document> others,
            Set<URI> values,
            Optional<BiFunction<Place, String, Optional<Place>>> identifiers) {
        this.main = main;
        this.values = Set.copyOf(values);
        this.identifiers = identifiers;
        byUri.put(main.uri(), main);
        others.forEach(document -> byUri.put(document.uri(), document));
    }

    /** The same files, and the files that {@code externalValue}s refer to. */
    public Documents withValues(Set<URI> files) {
        return new Documents(main, byUri.values(), files, identifiers);
    }

    /** The same files, in which references to anchors and {@code $id}s lead to what that function says. */
    public Documents identifiedBy(BiFunction<Place, String, Optional<Place>> target) {
        return new Documents(main, byUri.values(), values, Optional.of(target));
    }

    public Document main() {
        return main;
    }

    /** All files, the main one first. */
    public List<Document> all() {
        return List.copyOf(byUri.values());
    }

    /** All files that the contract depends on, including those that {@code externalValue}s refer to, whether they exist or not. */
    public Set<URI> files() {
        var files = new LinkedHashSet<>(byUri.keySet());
        files.addAll(values);
        return files;
    }

    /** Whether any object in the files has a member of that name. */
    public boolean mentions(String name) {
        return mentioned.computeIfAbsent(
                name,
                key -> byUri.values().stream()
                        .anyMatch(document -> document.tree().findValue(key) != null));
    }

    /** The file of that URI. */
    public Optional<Document> document(URI uri) {
        return Optional.ofNullable(byUri.get(uri));
    }

    /** The root of the main file. */
    public Place root() {
        return Place.root(main.uri());
    }

    /** The node at that place; a missing node if there is none. */
    public JsonNode at(Place place) {
        var document = byUri.get(place.document());
        return document == null ? MissingNode.getInstance() : place.in(document.tree());
    }

    /**
     * The target of a reference in {@code from}, whether it exists or not; empty if the fragment is not a JSON pointer.
     */
    public static Optional<Place> target(Place from, String reference) {
        int hash = reference.indexOf('#');
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        try {
            var pointer = JsonPointer.compile(percentDecoded(fragment));
            return file(from.document(), reference).map(document -> new Place(document, pointer));
        } catch (IllegalArgumentException notAPointer) {
            return Optional.empty();
        }
    }

    /** The target of the reference of a schema: by pointer, and by {@code $id} and anchor where the document may have them. */
    public Optional<Place> schemaTarget(Place from, String reference) {
        int hash = reference.indexOf('#');
        boolean isAnchor = hash >= 0 && hash + 1 < reference.length() && reference.charAt(hash + 1) != '/';
        return identifiers
                .filter(known -> isAnchor || mentions("$id"))
                .map(known -> known.apply(from, reference))
                .orElseGet(() -> target(from, reference));
    }

    /** The file of a reference in the file {@code from}, without the fragment; empty if the reference is not a URI. */
    public static Optional<URI> file(URI from, String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        try {
            return Optional.of(file.isEmpty() ? from : from.resolve(uri(file)));
        } catch (IllegalArgumentException | URISyntaxException notAReference) {
            return Optional.empty();
        }
    }

    /** A relative or absolute URI. Characters that should be percent-encoded are accepted unencoded. */
    private static URI uri(String text) throws URISyntaxException {
        var encoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (" \"<>\\^`{|}[]".indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return new URI(encoded.toString());
    }

    private static String percentDecoded(String text) {
        return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * The place after following {@code $ref}s: {@code place} itself, or the final target of its reference.
     *
     * @return empty if a reference is unresolved or circular
     */
    public Optional<Place> resolved(Place place) {
        var seen = new HashSet<Place>();
        var current = place;
        while (seen.add(current)) {
            var node = at(current);
            if (node.isMissingNode()) {
                return Optional.empty();
            }
            var reference = node.get("$ref");
            if (reference == null || !reference.isString()) {
                return Optional.of(current);
            }
            var next = schemaTarget(current, reference.asString());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
        }
        return Optional.empty();
    }

    /** The file, line and pointer of that place. */
    public Location location(Place place) {
        var document = byUri.get(place.document());
        return document == null
                ? new Location(place.document().toString(), 0, place.pointer())
                : document.location(place.pointer());
    }

    /** The members of the object at that place, with their places; empty if it is not an object. */
    public Map<String, Place> members(Place place) {
        var members = new LinkedHashMap<String, Place>();
        for (var member : at(place).properties()) {
            members.put(member.getKey(), place.member(member.getKey()));
        }
        return members;
    }

    /** The places of the elements of the array at that place; empty if it is not an array. */
    public List<Place> elements(Place place) {
        var elements = new ArrayList<Place>();
        var node = at(place);
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(place.element(i));
        }
        return elements;
    }
}
