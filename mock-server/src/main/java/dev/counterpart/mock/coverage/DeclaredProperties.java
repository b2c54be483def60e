package dev.counterpart.mock.coverage;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The properties that the JSON schemas of a body declare, as pointers with {@code *} for any index. */
final class DeclaredProperties {

    /** Maximum depth and number of properties. */
    private static final int DEEPEST = 8;

    private static final int MOST = 500;

    /** How many schemas are visited: alternatives of alternatives multiply. */
    private static final int MOST_VISITED = 10_000;

    private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> SUBSCHEMAS = List.of("if", "then", "else");

    private final Documents documents;
    private final Set<String> found = new TreeSet<>();
    private int visited;

    private DeclaredProperties(Documents documents) {
        this.documents = documents;
    }

    static Set<String> of(List<Content> content, Documents documents) {
        var properties = new DeclaredProperties(documents);
        content.stream()
                .filter(Content::canBeJson)
                .flatMap(entry -> entry.schema().stream())
                .forEach(schema -> properties.walk(schema.place(), "", new HashSet<>()));
        return properties.found;
    }

    /** The properties of {@code body} that are among {@code declared}. */
    static Set<String> in(JsonNode body, Set<String> declared) {
        var seen = new HashSet<String>();
        collect(body, "", declared, seen);
        return seen;
    }

    private static void collect(JsonNode node, String at, Set<String> declared, Set<String> seen) {
        for (var member : node.properties()) {
            String property = at + "/" + member.getKey();
            if (declared.contains(property)) {
                seen.add(property);
                collect(member.getValue(), property, declared, seen);
            }
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, at + "/*", declared, seen));
        }
    }

    /** @param above the enclosing schemas; a recursive one is not followed again */
    private void walk(Place written, String at, Set<Place> above) {
        var place = documents.resolved(written);
        boolean isOver = found.size() >= MOST || above.size() > DEEPEST * 2 || visited++ > MOST_VISITED;
        if (place.isEmpty() || isOver || !above.add(place.get())) {
            return;
        }
        walkParts(place.get(), at, above);
        above.remove(place.get());
    }

    private void walkParts(Place place, String at, Set<Place> above) {
        var node = documents.at(place);
        documents.members(place.member("properties")).forEach((name, property) -> {
            found.add(at + "/" + name);
            walk(property, at + "/" + name, above);
        });
        if (node.has("items")) {
            walk(place.member("items"), at + "/*", above);
        }
        for (String keyword : ALTERNATIVES) {
            String inner = keyword.equals("prefixItems") ? at + "/*" : at;
            documents.elements(place.member(keyword)).forEach(branch -> walk(branch, inner, above));
        }
        SUBSCHEMAS.stream().filter(node::has).forEach(keyword -> walk(place.member(keyword), at, above));
    }
}
