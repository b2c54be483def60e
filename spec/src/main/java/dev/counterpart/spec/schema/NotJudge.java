package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** {@code not}; what the schema cannot decide, its contrary cannot either. */
final class NotJudge extends Judge {

    private final Schema schema;

    NotJudge(Site site) {
        super(site);
        this.schema = site.parent().getSchemaContext().newSchema(site.location(), site.limit(), site.parent());
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        var start = judgement.now();
        var before = judgement.getErrors();
        var errors = new ArrayList<Error>();
        judgement.setErrors(errors);
        try {
            schema.validate(judgement, value, root, at);
        } finally {
            judgement.setErrors(before);
        }
        if (errors.isEmpty() && !judgement.isUndecidedSince(start)) {
            judgement.addError(error(value, at, "must not be what the schema under not describes")
                    .build());
        }
    }
}
