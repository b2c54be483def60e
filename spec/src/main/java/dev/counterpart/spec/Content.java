package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a {@code content} map.
 *
 * @param key the media type as written
 * @param mediaType the same, parsed; may be a range
 * @param examples of the media type, in document order, without those of the schema
 * @param encodings by property name, for forms
 * @param itemSchema OpenAPI 3.2: the schema of each item of a sequence, such as the lines of NDJSON or server-sent events
 */
public record Content(
        String key,
        MediaType mediaType,
        Optional<Schema> schema,
        List<Example> examples,
        Map<String, Encoding> encodings,
        Optional<Schema> itemSchema,
        Place place) {

    public Content {
        examples = List.copyOf(examples);
        encodings = Map.copyOf(encodings);
    }

    /** A media type without {@code itemSchema}. */
    public Content(
            String key,
            MediaType mediaType,
            Optional<Schema> schema,
            List<Example> examples,
            Map<String, Encoding> encodings,
            Place place) {
        this(key, mediaType, schema, examples, encodings, Optional.empty(), place);
    }
}
