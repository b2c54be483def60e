package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeywordValidator;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.rule.Finding;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A keyword that this project implements for the library. */
abstract class CustomKeyword extends AbstractKeywordValidator {

    private final Site site;

    /**
     * The location of a keyword.
     *
     * @param limit its value
     * @param parent the schema with the keyword
     */
    record Site(String keyword, JsonNode limit, SchemaLocation location, Schema parent) {

        /** The same location for another keyword. */
        Site named(String other) {
            return new Site(other, limit, location, parent);
        }
    }

    CustomKeyword(Site site) {
        super(site.keyword(), site.limit(), site.location());
        this.site = site;
    }

    final Site site() {
        return site;
    }

    final JsonNode parentNode() {
        return site.parent().getSchemaNode();
    }

    @Override
    public final void validate(ExecutionContext context, JsonNode value, JsonNode root, NodePath at) {
        evaluate((Evaluation) context, value, root, at);
    }

    /** Adds an error to the evaluation if the value violates the keyword. */
    abstract void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at);

    /** Applies another schema to the same part of the value, unless it is already being applied. */
    final void follow(Schema schema, Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (evaluation.isCircular(schema, at)) {
            undecided(evaluation, value, at, "the reference refers only to itself");
        } else {
            evaluation.apply(schema, value, root, at);
        }
    }

    final Error.Builder error(JsonNode value, NodePath at, String reason) {
        return error(value, at, () -> reason);
    }

    /** An error whose reason is expensive and often not needed. */
    final Error.Builder error(JsonNode value, NodePath at, Supplier<String> reason) {
        return error(getKeyword(), getSchemaLocation(), value, at, reason);
    }

    final void undecided(Evaluation evaluation, JsonNode value, NodePath at, String reason) {
        evaluation.addUndecided(error(Finding.UNUSABLE, getSchemaLocation(), value, at, () -> reason)
                .build());
    }

    static Error.Builder error(
            String keyword, SchemaLocation location, JsonNode value, NodePath at, Supplier<String> reason) {
        return Error.builder()
                .keyword(keyword)
                .schemaLocation(location)
                .instanceLocation(at)
                .instanceNode(value)
                .messageSupplier(reason);
    }
}
