package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The meta-schemas of JSON Schema, which are part of the validator library. Read on first use. Thread-safe. */
final class MetaSchemas {

    private static final Pattern KNOWN = Pattern.compile(
            "https?://json-schema\\.org(/draft(?:-0[467]/schema|/20(?:19-09|20-12)/(?:schema|meta/[a-z-]+)))");

    private final Map<URI, JsonNode> trees = new ConcurrentHashMap<>();

    /** The node at that place; a missing node if there is none. */
    JsonNode at(Place place) {
        return trees.computeIfAbsent(place.document(), MetaSchemas::read).at(place.pointer());
    }

    private static JsonNode read(URI uri) {
        var name = KNOWN.matcher(uri.toString());
        if (!name.matches()) {
            return MissingNode.getInstance();
        }
        try (var stream = com.networknt.schema.Schema.class.getResourceAsStream(name.group(1))) {
            return stream == null
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
