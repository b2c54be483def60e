package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code $ref}: followed when it is first used; what leads nowhere, or only to itself, leaves the value undecided. */
final class ReferenceJudge extends Judge {

    private final Compiled compiled;
    private volatile Optional<Schema> target = Optional.empty();

    ReferenceJudge(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(site.limit().isString(), "$ref must be a string");
        this.compiled = compiled;
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        var schema = target();
        if (schema.isEmpty()) {
            undecided(judgement, value, at, "the reference " + site().limit().stringValue() + " leads to no schema");
        } else {
            follow(this, schema.get(), judgement, value, root, at);
        }
    }

    private Optional<Schema> target() {
        var known = target;
        if (known.isEmpty()) {
            var from = Compiled.place(site().parent().getSchemaLocation());
            known = compiled.references()
                    .target(from, site().limit().stringValue())
                    .flatMap(compiled::at);
            target = known;
        }
        return known;
    }

    /** Applies another schema to the same part of the value, unless that goes on already. */
    static void follow(Judge by, Schema schema, Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        if (judgement.isCircular(schema, at)) {
            by.undecided(judgement, value, at, "the reference leads only to itself");
        } else {
            apply(schema, false, judgement, value, root, at);
        }
    }

    static void apply(Schema schema, boolean named, Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        judgement.enter(schema, at, named);
        try {
            schema.validate(judgement, value, root, at);
        } finally {
            judgement.leave();
        }
    }
}
