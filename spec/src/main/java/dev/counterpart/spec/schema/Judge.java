package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeywordValidator;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.Finding;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A keyword of ours inside the library's evaluation. */
abstract class Judge extends AbstractKeywordValidator {

    private final Site site;

    /**
     * Where a keyword stands.
     *
     * @param limit its value
     * @param parent the schema that it stands in
     */
    record Site(String keyword, JsonNode limit, SchemaLocation location, Schema parent) {

        /** The same place, where another keyword is meant. */
        Site named(String other) {
            return new Site(other, limit, location, parent);
        }
    }

    Judge(Site site) {
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
        judge((Judgement) context, value, root, at);
    }

    /** Adds an error to the judgement if the value breaks the keyword. */
    abstract void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at);

    final Error.Builder error(JsonNode value, NodePath at, String reason) {
        return error(value, at, () -> reason);
    }

    /** An error whose reason is costly to tell, and often not asked for. */
    final Error.Builder error(JsonNode value, NodePath at, Supplier<String> reason) {
        return error(getKeyword(), getSchemaLocation(), value, at, reason);
    }

    final void undecided(Judgement judgement, JsonNode value, NodePath at, String reason) {
        judgement.addUndecided(error(Finding.UNUSABLE, getSchemaLocation(), value, at, () -> reason)
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
