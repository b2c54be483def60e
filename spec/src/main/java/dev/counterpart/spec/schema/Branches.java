package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The subschemas of {@code allOf}, {@code anyOf} or {@code oneOf}. */
final class Branches {

    private final List<Schema> schemas = new ArrayList<>();

    Branches(CustomKeyword.Site site) {
        Assertions.demand(
                !site.limit().isEmpty() && site.limit().isArray(),
                site.keyword() + " must be an array of at least one schema");
        for (int i = 0; i < site.limit().size(); i++) {
            schemas.add(site.parent()
                    .getSchemaContext()
                    .newSchema(site.location().append(i), site.limit().get(i), site.parent()));
        }
    }

    int count() {
        return schemas.size();
    }

    Schema schema(int index) {
        return schemas.get(index);
    }

    /** Evaluates the branch and adds its errors to the evaluation. */
    void apply(int index, Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        evaluation.evaluationPathAddLast(index);
        try {
            schemas.get(index).validate(evaluation, value, root, at);
        } finally {
            evaluation.evaluationPathRemoveLast();
        }
    }

    /** The errors of the branch, which are not added to the evaluation. */
    List<Error> errors(int index, Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var before = evaluation.getErrors();
        var errors = new ArrayList<Error>();
        evaluation.setErrors(errors);
        try {
            apply(index, evaluation, value, root, at);
        } finally {
            evaluation.setErrors(before);
        }
        return errors;
    }
}
