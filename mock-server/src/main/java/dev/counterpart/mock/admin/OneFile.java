package dev.counterpart.mock.admin;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.read.DocumentReferences;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document with all files that it references, as one: the other files are under {@code x-files}, and references lead there. The only
 * server is the mock.
 */
final class OneFile {

    private static final String FILES = "x-files";

    private final Map<URI, String> roots = new HashMap<>();
    private final Map<Place, String> references = new HashMap<>();

    private OneFile(Documents documents) {
        var all = documents.all();
        roots.put(documents.main().uri(), "");
        for (int i = 1; i < all.size(); i++) {
            roots.put(all.get(i).uri(), "/" + FILES + "/" + i);
        }
        DocumentReferences.links(documents).forEach(link -> reference(link.from(), link.target()));
    }

    private void reference(Place from, Place target) {
        String root = roots.get(target.document());
        if (root != null) {
            references.put(from, "#" + root + target.pointer().toString().replace("%", "%25"));
        }
    }

    /** @param prefix of all paths */
    static JsonNode of(Contract contract, String prefix) {
        var documents = contract.documents();
        var file = new OneFile(documents);
        var whole = (ObjectNode) file.copy(documents.root(), documents.main().tree());
        whole.putArray("servers").addObject().put("url", prefix.isEmpty() ? "/" : prefix);
        whole.path("paths").values().forEach(OneFile::withoutServers);
        var all = documents.all();
        if (all.size() > 1) {
            var files = whole.putObject(FILES);
            for (int i = 1; i < all.size(); i++) {
                files.set(
                        Integer.toString(i),
                        file.copy(Place.root(all.get(i).uri()), all.get(i).tree()));
            }
        }
        return whole;
    }

    /** Servers of path items and operations would be other ones than the mock. */
    private static void withoutServers(JsonNode item) {
        if (item instanceof ObjectNode path) {
            path.remove("servers");
            path.values().forEach(operation -> {
                if (operation instanceof ObjectNode object) {
                    object.remove("servers");
                }
            });
        }
    }

    private JsonNode copy(Place place, JsonNode node) {
        String reference = references.get(place);
        if (node.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(each -> copy.set(each.getKey(), copy(place.member(each.getKey()), each.getValue())));
            return reference == null ? copy : copy.put("$ref", reference);
        }
        if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                copy.add(copy(place.element(i), node.get(i)));
            }
            return copy;
        }
        return reference == null ? node : JsonNodeFactory.instance.stringNode(reference);
    }
}
