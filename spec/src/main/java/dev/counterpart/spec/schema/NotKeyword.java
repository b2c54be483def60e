package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** {@code not}. If the subschema is undecided, the result is undecided. */
final class NotKeyword extends CustomKeyword {

    private final Schema schema;

    /** The schema in words: by its title, if it has one. */
    private final String reason;

    NotKeyword(Site site) {
        super(site);
        var title = site.limit().path("title");
        this.reason = title.isString() ? "must not be " + title.asString() : "must not match the schema under not";
        this.schema = site.parent().getSchemaContext().newSchema(site.location(), site.limit(), site.parent());
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var start = evaluation.now();
        var before = evaluation.getErrors();
        var errors = new ArrayList<Error>();
        evaluation.setErrors(errors);
        try {
            schema.validate(evaluation, value, root, at);
        } finally {
            evaluation.setErrors(before);
        }
        if (errors.isEmpty() && !evaluation.isUndecidedSince(start)) {
            evaluation.addError(error(value, at, reason).build());
        }
    }
}
