package dev.counterpart.verify.request;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A value for every parameter and body: from the user, otherwise the document's example, otherwise generated. */
public final class Samples {

    private final ValidValues values;
    private final Map<String, String> given;
    private final Optional<Seed> seed;

    /** A seed varies generated values; examples of the document are unchanged. */
    public Samples(ValidValues values, Map<String, String> given, Optional<Seed> seed) {
        this.values = values;
        this.given = Map.copyOf(given);
        this.seed = seed;
    }

    /** Whether the user gave a value for that name. */
    boolean isGiven(Parameter parameter) {
        return given.containsKey(parameter.name());
    }

    Optional<JsonNode> value(Parameter parameter) {
        String known = given.get(parameter.name());
        if (known != null) {
            return Optional.of(JsonNodeFactory.instance.stringNode(known));
        }
        var schema = parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
        return first(parameter.examples())
                .or(() -> parameter.content().flatMap(content -> first(content.examples())))
                .or(() -> schema.flatMap(this::value));
    }

    Optional<JsonNode> value(Content content) {
        return first(content.examples())
                .or(() -> values.bodies().of(content, this::generated).flatMap(Generated::found));
    }

    Optional<JsonNode> value(Schema schema) {
        return generated(schema).found();
    }

    private Generated generated(Schema schema) {
        return seed.map(chosen -> values.dynamicValue(
                        schema,
                        Direction.REQUEST,
                        chosen.derive(schema.place().pointer().toString())))
                .orElseGet(() -> values.staticValue(schema, Direction.REQUEST));
    }

    Optional<JsonNode> value(Schema schema, int number) {
        var seed = Seed.of(schema.place().pointer().toString()).derive(Integer.toString(number));
        return values.dynamicValue(schema, Direction.REQUEST, seed).found();
    }

    private static Optional<JsonNode> first(List<Example> examples) {
        return examples.stream().flatMap(example -> example.value().stream()).findFirst();
    }
}
