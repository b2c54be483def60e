package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
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

    /** Schemas and keywords that may be applied to any value: one to two seconds. Beyond, it depends on its size. */
    private static final long STEPS = 3_000_000;

    /** Schemas and keywords that may be applied to each part of a big value. */
    private static final long STEPS_EACH = 16;

    /** Errors of one value that are kept; the rest are as good as told. */
    private static final int MAX_ERRORS = 1_000;

    /** A moment of the judgement, to ask what has happened since. */
    record Moment(long undecided, int kept) {}

    private record Reference(Schema target, NodePath at, boolean named) {}

    private final Direction direction;
    private final ArrayDeque<Reference> trail = new ArrayDeque<>();
    private final List<Error> undecided = new ArrayList<>();
    private long undecidedCount;

    private Judgement(Direction direction, long steps) {
        super(ExecutionConfig.builder()
                .locale(Locale.ROOT)
                .maxEvaluationSteps(steps)
                .build());
        this.direction = direction;
    }

    /**
     * The judgement of the value by the schema.
     *
     * @throws ValidationLimitExceededException if a schema of nested alternatives takes more steps than such a value may
     */
    static Judgement of(Schema schema, JsonNode value, Direction direction) {
        var judgement = new Judgement(direction, STEPS);
        try {
            judgement.start(schema, value);
            return judgement;
        } catch (ValidationLimitExceededException tooMuch) {
            long steps = STEPS_EACH * size(value);
            if (steps <= STEPS) {
                throw tooMuch;
            }
            var second = new Judgement(direction, steps);
            second.start(schema, value);
            return second;
        }
    }

    private static long size(JsonNode value) {
        long size = 0;
        var open = new ArrayDeque<JsonNode>();
        open.add(value);
        while (!open.isEmpty()) {
            var node = open.poll();
            size++;
            node.forEach(open::add);
        }
        return size;
    }

    private void start(Schema schema, JsonNode value) {
        var root = new NodePath(PathType.JSON_POINTER);
        enter(schema, root, false);
        schema.validate(this, value, value, root);
    }

    Direction direction() {
        return direction;
    }

    /** What could not be decided, as errors with the keyword {@code unusable}. */
    List<Error> undecided() {
        return undecided;
    }

    void addUndecided(Error error) {
        undecidedCount++;
        if (undecided.size() < MAX_ERRORS) {
            undecided.add(error);
        }
    }

    Moment now() {
        return new Moment(undecidedCount, undecided.size());
    }

    boolean isUndecidedSince(Moment moment) {
        return undecidedCount > moment.undecided();
    }

    /** Takes back what could not be decided since then, as it has turned out not to matter. */
    void forgetSince(Moment moment) {
        undecided.subList(moment.kept(), undecided.size()).clear();
        undecidedCount = moment.undecided();
    }

    @Override
    public void addError(Error error) {
        if (getErrors().size() < MAX_ERRORS) {
            super.addError(error);
        }
    }

    /** Whether that schema is being applied at this part of the value already. */
    boolean isApplying(Schema schema, NodePath at) {
        return isApplying(schema, at, false);
    }

    /**
     * The same, for what a reference leads to: a schema that a discriminator named may refer back to its parent once more, as
     * the parent's properties then count as evaluated in it.
     */
    boolean isCircular(Schema schema, NodePath at) {
        return isApplying(schema, at, true);
    }

    private boolean isApplying(Schema schema, NodePath at, boolean sinceNamed) {
        for (var last = trail.descendingIterator(); last.hasNext(); ) {
            var reference = last.next();
            if (!isSame(reference.at(), at)) {
                return false;
            }
            if (reference.target() == schema) {
                return true;
            }
            if (sinceNamed && reference.named()) {
                return false;
            }
        }
        return false;
    }

    /** In-place applicators hand on the very same path, so there is no need to compare it step by step. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(NodePath one, NodePath other) {
        return one == other;
    }

    /**
     * Notes that the schema is being applied from now on.
     *
     * @param named whether a discriminator named it
     */
    void enter(Schema schema, NodePath at, boolean named) {
        trail.addLast(new Reference(schema, at, named));
    }

    void leave() {
        trail.removeLast();
    }
}
