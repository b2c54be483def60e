package dev.counterpart.spec.validate;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import dev.counterpart.spec.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One value being judged: which way it travels, the references followed to get here, and what could not be decided. */
final class Judgement extends ExecutionContext {

    /** Schemas and keywords applied; some seconds. Beyond it, a schema of nested alternatives is given up. */
    private static final long MAX_STEPS = 20_000_000;

    private static final ExecutionConfig CONFIG = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .maxEvaluationSteps(MAX_STEPS)
            .build();

    private record Reference(Schema target, NodePath at) {}

    private final Direction direction;
    private final ArrayDeque<Reference> trail = new ArrayDeque<>();
    private final List<Error> undecided = new ArrayList<>();

    Judgement(Direction direction) {
        super(CONFIG);
        this.direction = direction;
    }

    /** Applies the schema to the whole value. */
    void start(Schema schema, JsonNode value) {
        var root = new NodePath(PathType.JSON_POINTER);
        enter(schema, root);
        schema.validate(this, value, value, root);
    }

    Direction direction() {
        return direction;
    }

    /** What could not be decided, as errors with the keyword {@code unusable}. */
    List<Error> undecided() {
        return undecided;
    }

    /** Whether that schema is being applied at this part of the value already. */
    boolean isApplying(Schema schema, NodePath at) {
        for (var last = trail.descendingIterator(); last.hasNext(); ) {
            var reference = last.next();
            if (!sameOrInside(reference.at(), at)) {
                return false;
            }
            if (reference.target() == schema) {
                return true;
            }
        }
        return false;
    }

    /** In-place applicators hand on the very same path, so there is no need to compare it step by step. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameOrInside(NodePath one, NodePath other) {
        return one == other;
    }

    void enter(Schema schema, NodePath at) {
        trail.addLast(new Reference(schema, at));
    }

    void leave() {
        trail.removeLast();
    }
}
