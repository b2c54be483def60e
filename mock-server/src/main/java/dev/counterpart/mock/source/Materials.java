package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.mock.dialect.Dialect;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What sources need to make answers: one contract, its fixtures, and the mock's options.
 *
 * @param values generates bodies
 * @param statics generated values that do not vary
 */
public record Materials(
        Contract contract,
        Fixtures fixtures,
        MockOptions options,
        Dialect dialect,
        SchemaValidator schemas,
        ResponseValidator responses,
        ValidValues values,
        StaticValues statics) {

    private static final Seed ANY = new Seed(0);

    Refusals refusals() {
        return dialect.refusals();
    }

    /** Whether the schema allows the value in a response. */
    public boolean isValid(Schema schema, JsonNode value) {
        return schemas.findings(schema, value, Direction.RESPONSE).isEmpty();
    }

    /** Whether bodies are generated again for this question. */
    boolean isDynamic(Preference preference) {
        return preference.dynamic().orElse(options.dynamic());
    }

    /** The value of a schema: realistic and from the seed if bodies are generated again, otherwise the one that does not vary. */
    Generated generated(Schema schema, Preference preference) {
        if (!isDynamic(preference)) {
            return statics.of(schema);
        }
        var seed = preference.seed().or(options::seed).map(Seed::of);
        return values.dynamicValue(schema, Direction.RESPONSE, seed.orElse(ANY));
    }

    /** A generated value for the body; empty if nothing describes it. */
    Optional<Generated> generated(Content content, Preference preference) {
        return dialect.serialisation().generated(content, schema -> generated(schema, preference));
    }

    /** The first example of the document that the schema allows; empty if examples are ignored. */
    public Optional<JsonNode> example(Content content) {
        if (options.ignoreExamples()) {
            return Optional.empty();
        }
        return examples(content).stream()
                .filter(example -> isUsable(content, example))
                .findFirst();
    }

    /** The value that an example stands for: a string is a quoted body, unless only the string is valid. */
    JsonNode meant(Content content, JsonNode example) {
        var body = DocumentExample.unquoted(content.mediaType(), example);
        if (body.equals(example) || !dialect.serialisation().unquotesExamples()) {
            return example;
        }
        boolean isText = content.schema()
                .filter(schema -> !isValid(schema, body) && isValid(schema, example))
                .isPresent();
        return isText ? example : body;
    }

    /** All examples of the document, valid or not. */
    List<JsonNode> examples(Content content) {
        return content.examples().stream()
                .filter(this::isSent)
                .flatMap(example -> example.value().stream())
                .map(value -> meant(content, value))
                .toList();
    }

    /** Whether the dialect sends such an example. */
    boolean isSent(Example example) {
        return !example.isExternal() || dialect.serialisation().sendsExternalExamples();
    }

    /** Whether the schema allows the example, as it is written in the media type. Schemas describe data, not the text of XML. */
    private boolean isUsable(Content content, JsonNode example) {
        if (content.mediaType().isJson() || content.mediaType().isRange()) {
            return content.schema().stream().allMatch(schema -> isValid(schema, example));
        }
        var written = dialect.serialisation().written(example, content.key(), content);
        var type = MediaType.parse(written.contentType()).orElse(content.mediaType());
        return responses.bodyViolations(written.bytes(), type, content).isEmpty();
    }
}
