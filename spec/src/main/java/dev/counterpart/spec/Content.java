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
 * @param positions OpenAPI 3.2: of multipart parts without names
 * @param itemSchema OpenAPI 3.2: the schema of each item of a sequence, such as the lines of NDJSON or server-sent events
 */
public record Content(
        String key,
        MediaType mediaType,
        Optional<Schema> schema,
        List<Example> examples,
        Map<String, Encoding> encodings,
        Positions positions,
        Optional<Schema> itemSchema,
        Place place) {

    /**
     * Encodings by position.
     *
     * @param first {@code prefixEncoding}: of the first parts
     * @param others {@code itemEncoding}: of all parts after these
     * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#encoding-by-position">OpenAPI 3.2.0, Encoding By Position</a>
     */
    public record Positions(List<Encoding> first, Optional<Encoding> others) {

        /** No positions. */
        public static final Positions NONE = new Positions(List.of(), Optional.empty());

        public Positions {
            first = List.copyOf(first);
        }

        /** The encoding of the part at that index, from 0. */
        public Optional<Encoding> at(int index) {
            return index < first.size() ? Optional.of(first.get(index)) : others;
        }
    }

    public Content {
        examples = List.copyOf(examples);
        encodings = Map.copyOf(encodings);
    }

    /** A media type without what only sequences have. */
    public Content(
            String key,
            MediaType mediaType,
            Optional<Schema> schema,
            List<Example> examples,
            Map<String, Encoding> encodings,
            Place place) {
        this(key, mediaType, schema, examples, encodings, Positions.NONE, Optional.empty(), place);
    }

    /** Whether a body of this entry can be JSON: by its type, or because its range includes JSON. */
    public boolean canBeJson() {
        return mediaType.isJson() || mediaType.includes(MediaType.JSON);
    }

    /** The same entry as if that type of its range were declared. */
    public Content as(MediaType type) {
        return new Content(type.toString(), type, schema, examples, encodings, positions, itemSchema, place);
    }

    /** The encoding of a part: by its name, otherwise by its index. */
    public Optional<Encoding> encoding(String name, int index) {
        return Optional.ofNullable(encodings.get(name)).or(() -> positions.at(index));
    }
}
