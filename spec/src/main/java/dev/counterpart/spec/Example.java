package dev.counterpart.spec;

import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An example of a value.
 *
 * @param name its key under {@code examples}; {@code default} for the one under {@code example}
 * @param value empty if it is in a file that cannot be read; a binary node if that file is neither JSON nor text
 * @param isExternal whether the value is in a file of its own ({@code externalValue})
 */
public record Example(String name, Optional<JsonNode> value, Place place, boolean isExternal) {

    /** An example whose value is in the document. */
    public Example(String name, Optional<JsonNode> value, Place place) {
        this(name, value, place, false);
    }

    /** The name of an example without a name. */
    public static final String UNNAMED = "default";

    /** The example in the schema of a media type, which has no name. */
    public static Optional<Example> ofSchema(Content content, Documents documents) {
        return content.schema()
                .map(schema -> documents.resolved(schema.place()).orElse(schema.place()))
                .filter(place -> documents.at(place).has("example"))
                .map(place ->
                        new Example(UNNAMED, Optional.of(documents.at(place).get("example")), place.member("example")));
    }
}
