package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.ValidationLimitExceededException.LimitKind;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.annotation.Annotations;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.document.TreeSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The evaluation of one value: its direction, the followed references, and undecided results. */
final class Evaluation extends ExecutionContext {

    /**
     * The number of schemas and keywords that may be applied to any value: one to two seconds. Large values may use
     * more.
     */
    private static final long STEPS = 3_000_000;

    /** The number of schemas and keywords that may be applied to each part of a large value. */
    private static final long STEPS_EACH = 16;

    /** The number of annotations that may be read in the time of a step. */
    private static final int READS_PER_STEP = 3;

    /** After so many references, each further one makes the path of an annotation longer to read by as much as these. */
    private static final int SHALLOW = 4;

    /** The maximum number of errors that are kept for one value. */
    private static final int MAX_ERRORS = 1_000;

    /** A point in the evaluation, to find later changes. */
    record Moment(long undecided, int kept) {}

    /**
     * Annotations that count how often they are read through. A schema that does not hold reads all those of its part of the value, and
     * nested alternatives make one for each way to get there, so the steps alone do not limit the time.
     */
    private final class CountedAnnotations extends Annotations {
        private final long most;
        private long read;
        private int longest;

        CountedAnnotations(long most) {
            this.most = most;
        }

        @Override
        public void put(Annotation annotation) {
            super.put(annotation);
            var there = super.asMap().getOrDefault(annotation.getInstanceLocation(), List.of());
            longest = Math.max(longest, there.size());
        }

        @Override
        public Map<NodePath, List<Annotation>> asMap() {
            read += (long) longest * (1 + Math.max(0, trail.size() - SHALLOW));
            if (read > most) {
                var nowhere = new NodePath(PathType.JSON_POINTER);
                throw new ValidationLimitExceededException(
                        LimitKind.EVALUATION_STEPS, most, read, 0, SchemaLocation.DOCUMENT, nowhere, nowhere);
            }
            return super.asMap();
        }
    }

    /** @param named whether a discriminator selected the schema */
    private record Reference(Schema target, NodePath at, boolean named) {}

    private final Direction direction;
    private final CountedAnnotations annotations;
    private final ArrayDeque<Reference> trail = new ArrayDeque<>();
    private final List<Error> undecided = new ArrayList<>();
    private long undecidedCount;

    private Evaluation(Direction direction, long steps) {
        super(ExecutionConfig.builder()
                .locale(Locale.ROOT)
                .maxEvaluationSteps(steps)
                .build());
        this.direction = direction;
        this.annotations = new CountedAnnotations(READS_PER_STEP * steps);
    }

    /**
     * Evaluates the value against the schema.
     *
     * @throws ValidationLimitExceededException if a schema with nested alternatives needs too many steps for this value
     */
    static Evaluation of(Schema schema, JsonNode value, Direction direction) {
        var evaluation = new Evaluation(direction, STEPS);
        try {
            evaluation.start(schema, value);
            return evaluation;
        } catch (ValidationLimitExceededException tooMuch) {
            long steps = STEPS_EACH * TreeSize.of(value);
            if (steps <= STEPS) {
                throw tooMuch;
            }
            var second = new Evaluation(direction, steps);
            second.start(schema, value);
            return second;
        }
    }

    private void start(Schema schema, JsonNode value) {
        var root = new NodePath(PathType.JSON_POINTER);
        trail.addLast(new Reference(schema, root, false));
        schema.validate(this, value, value, root);
    }

    /** Applies another schema to the same part of the value. */
    void apply(Schema schema, JsonNode value, JsonNode root, NodePath at) {
        applied(new Reference(schema, at, false), value, root);
    }

    /** Applies a schema that a discriminator selected. */
    void applyNamed(Schema schema, JsonNode value, JsonNode root, NodePath at) {
        applied(new Reference(schema, at, true), value, root);
    }

    private void applied(Reference reference, JsonNode value, JsonNode root) {
        trail.addLast(reference);
        try {
            reference.target().validate(this, value, root, reference.at());
        } finally {
            trail.removeLast();
        }
    }

    Direction direction() {
        return direction;
    }

    /** The undecided results, as errors with the keyword {@code unusable}. */
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

    /** Removes the undecided results since then, because they turned out to be irrelevant. */
    void forgetSince(Moment moment) {
        undecided.subList(moment.kept(), undecided.size()).clear();
        undecidedCount = moment.undecided();
    }

    @Override
    public Annotations getAnnotations() {
        return annotations;
    }

    @Override
    public void addError(Error error) {
        if (getErrors().size() < MAX_ERRORS) {
            super.addError(error);
        }
    }

    /** Whether that schema is already being applied to this part of the value. */
    boolean isApplying(Schema schema, NodePath at) {
        return isApplying(schema, at, false);
    }

    /**
     * The same for the target of a reference. A schema selected by a discriminator may refer back to its parent once,
     * so that the parent's properties count as evaluated.
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

    /** In-place applicators pass on the same path instance, so the steps need not be compared. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(NodePath one, NodePath other) {
        return one == other;
    }
}
