package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ValidationLimitExceededException;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.References;
import dev.counterpart.spec.rule.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Validates values against the schemas of one contract, in place. Every finding has the location of its keyword.
 *
 * <p>A schema is compiled on first use and cached. Nothing is fetched. Thread-safe.
 */
public final class SchemaValidator {

    /** For values with thousands of nested levels, which are rare. Memory is allocated only when it is used. */
    private static final long DEEP_STACK = 256L * 1024 * 1024;

    private final References references;
    private final boolean isJsonSchema;
    private final Compiled compiled;
    private final FaultSearch faultSearch;
    private final Object oneDeepAtATime = new Object();

    /**
     * Creates a validator for the schemas of {@code documents}.
     *
     * @param version decides the dialect: that of OpenAPI 3.0, or JSON Schema 2020-12 unless a schema or document
     *     declares another
     */
    public SchemaValidator(Documents documents, OpenApiVersion version) {
        this(new References(documents, version), version.hasJsonSchema(), Discriminators.SELECT_ERRORS);
    }

    private SchemaValidator(References references, boolean isJsonSchema, Discriminators discriminators) {
        this.references = references;
        this.isJsonSchema = isJsonSchema;
        this.compiled = new Compiled(references, isJsonSchema, discriminators);
        this.faultSearch = new FaultSearch(compiled);
    }

    /** A validator for the same schemas that ignores {@code discriminator}, as JSON Schema does. */
    public SchemaValidator withoutDiscriminators() {
        return new SchemaValidator(references, isJsonSchema, Discriminators.IGNORED);
    }

    /** A validator that also refuses values whose discriminator names no schema, or one that they do not match. */
    public SchemaValidator withDecidingDiscriminators() {
        return new SchemaValidator(references, isJsonSchema, Discriminators.DECIDE);
    }

    /**
     * All keywords that the value violates, in a fixed order; empty if it is valid. Never throws for an invalid schema
     * or value.
     */
    public List<Finding> findings(Schema schema, JsonNode value, Direction direction) {
        return deeply(() -> evaluate(schema, value, direction), reason -> unusable(schema, reason));
    }

    /**
     * The keywords of the schemas, and of all referenced schemas, that cannot be applied. They are ignored in
     * validation.
     */
    public List<Finding> faults(List<Schema> schemas) {
        return searched(schemas).faults();
    }

    /**
     * What a search in schemas finds.
     *
     * @param faults as {@link #faults}
     * @param reached the schemas, their subschemas, and all that they reference
     */
    public record Searched(List<Finding> faults, Set<Place> reached) {}

    /** Searches the schemas, their subschemas, and all that they reference. */
    public Searched searched(List<Schema> schemas) {
        var places = schemas.stream().map(Schema::place).toList();
        return schemas.isEmpty()
                ? new Searched(List.of(), Set.of())
                : deeply(
                        () -> faultSearch.searched(places),
                        reason -> new Searched(unusable(schemas.get(0), reason), Set.of()));
    }

    private <T> T deeply(Callable<T> work, Function<String, T> failed) {
        try {
            return work.call();
        } catch (StackOverflowError deep) {
            synchronized (oneDeepAtATime) {
                return onDeepStack(work, failed);
            }
        } catch (Exception unexpected) {
            return failed.apply("the schema could not be applied: " + unexpected);
        }
    }

    private <T> T onDeepStack(Callable<T> work, Function<String, T> failed) {
        var task = new FutureTask<>(work);
        var thread = new Thread(null, task, "schema-validator", DEEP_STACK);
        thread.setDaemon(true);
        try {
            thread.start();
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return failed.apply("the thread was interrupted");
        } catch (ExecutionException | OutOfMemoryError failure) {
            return failed.apply("the value or the schema is nested too deeply");
        }
    }

    private static List<Finding> unusable(Schema schema, String reason) {
        return List.of(unusable(schema.place(), schema.node(), reason));
    }

    static Finding unusable(Place place, JsonNode limit, String reason) {
        return new Finding(
                Finding.UNUSABLE,
                JsonPointer.empty(),
                place,
                limit,
                MissingNode.getInstance(),
                Optional.empty(),
                reason);
    }

    private List<Finding> evaluate(Schema schema, JsonNode value, Direction direction) {
        var compiledSchema = compiled.at(schema.place(), schema.node());
        if (compiledSchema.isEmpty()) {
            return unusable(schema, "is not a schema: " + Assertions.typeOf(schema.node()));
        }
        try {
            var evaluation = Evaluation.of(compiledSchema.get(), value, direction);
            return evaluation.getErrors().isEmpty() && evaluation.undecided().isEmpty()
                    ? List.of()
                    : findings(evaluation, value);
        } catch (ValidationLimitExceededException tooMuch) {
            return unusable(schema, "the schema has too many nested alternatives for this value");
        } catch (Assertion.Undecided undecided) {
            return unusable(schema, String.valueOf(undecided.getMessage()));
        }
    }

    /**
     * The identity of a finding. A keyword that cannot be applied is reported once, regardless of its position in the
     * value.
     */
    private record Breach(String keyword, Place declared, JsonPointer at, Optional<String> property) {}

    private List<Finding> findings(Evaluation evaluation, JsonNode value) {
        var findings = new LinkedHashMap<Breach, Finding>();
        for (var error : Unevaluated.withoutConsequences(evaluation)) {
            var finding = finding(error, value);
            findings.putIfAbsent(
                    new Breach(finding.keyword(), finding.declared(), finding.at(), finding.property()), finding);
        }
        for (var error : evaluation.undecided()) {
            var finding = finding(error, value);
            findings.putIfAbsent(
                    new Breach(finding.keyword(), finding.declared(), JsonPointer.empty(), Optional.empty()), finding);
        }
        return List.copyOf(findings.values());
    }

    private Finding finding(Error error, JsonNode value) {
        var declared = Compiled.place(error.getSchemaLocation());
        var at = Compiled.pointer(error.getInstanceLocation());
        var actual = value.at(at);
        return new Finding(
                error.getKeyword(),
                at,
                declared,
                references.at(declared),
                actual.isMissingNode() && error.getInstanceNode() != null ? error.getInstanceNode() : actual,
                Optional.ofNullable(error.getProperty()),
                Reasons.of(error));
    }
}
