package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The schemas in the array of an {@code allOf}, {@code anyOf} or {@code oneOf}. */
final class Branches {

    private final List<Schema> schemas = new ArrayList<>();

    Branches(Judge.Site site) {
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

    /** Lets the branch add its errors to the judgement. */
    void apply(int index, Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        judgement.evaluationPathAddLast(index);
        try {
            schemas.get(index).validate(judgement, value, root, at);
        } finally {
            judgement.evaluationPathRemoveLast();
        }
    }

    /** The errors of the branch, which the judgement does not get. */
    List<Error> errors(int index, Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        var before = judgement.getErrors();
        var errors = new ArrayList<Error>();
        judgement.setErrors(errors);
        try {
            apply(index, judgement, value, root, at);
        } finally {
            judgement.setErrors(before);
        }
        return errors;
    }
}
