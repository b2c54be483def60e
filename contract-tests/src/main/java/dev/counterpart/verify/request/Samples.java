package dev.counterpart.verify.request;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A value for every parameter and body: from the user, otherwise a valid example of the document, otherwise generated. */
public final class Samples {

    private final ValidValues values;
    private final UsableExamples examples;
    private final Map<String, String> given;
    private final Optional<Seed> seed;

    /** A seed varies generated values; examples of the document are unchanged. */
    public Samples(
            Contract contract,
            SchemaValidator schemas,
            ValidValues values,
            Map<String, String> given,
            Optional<Seed> seed) {
        this.values = values;
        this.examples = new UsableExamples(contract, schemas);
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
        return examples.of(parameter)
                .or(() -> schema.flatMap(this::value))
                .or(() -> first(parameter.examples()))
                .or(() -> parameter.content().flatMap(content -> first(content.examples())));
    }

    Optional<JsonNode> value(Content content) {
        return examples.of(content)
                .or(() -> values.bodies().of(content, this::generated).flatMap(Generated::found))
                .or(() -> first(content.examples()));
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
