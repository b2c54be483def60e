package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Location;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request of a workflow, or the call of another workflow.
 *
 * @param criteria all must hold; without any, the status must be 2xx
 * @param outputs by name, as they are written
 * @param dependsOn steps that must have been executed: ids of the workflow, or {@code $workflows.ID.steps.ID} (Arazzo 1.1)
 * @param timeout the maximum time of the answer (Arazzo 1.1)
 */
public record Step(
        String id,
        Target target,
        List<Argument> arguments,
        Optional<Body> body,
        List<Criterion> criteria,
        List<Action> onSuccess,
        List<Action> onFailure,
        Map<String, JsonNode> outputs,
        List<String> dependsOn,
        Optional<Duration> timeout,
        Location place) {

    private static final Pattern OTHER = Pattern.compile("\\$workflows\\.(.+?)\\.steps\\.(.+)");

    public Step {
        arguments = List.copyOf(arguments);
        criteria = List.copyOf(criteria);
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        dependsOn = List.copyOf(dependsOn);
    }

    /** The id of the workflow in {@code $workflows.ID.steps.ID}; empty for the id of a step. */
    static Optional<String> workflowOf(String dependency) {
        var other = OTHER.matcher(dependency);
        return other.matches() ? Optional.of(other.group(1)) : Optional.empty();
    }

    /** The id of the step in {@code $workflows.ID.steps.ID}, or the id of a step itself. */
    static String stepOf(String dependency) {
        var other = OTHER.matcher(dependency);
        return other.matches() ? other.group(2) : dependency;
    }

    /**
     * An operation, or the id of a workflow; neither if the target is not supported.
     *
     * @param api the document of the operation, if it is not the tested one
     */
    public record Target(Optional<Operation> operation, Optional<String> workflow, Optional<Api> api) {

        /** The channel or operation of an AsyncAPI description, which cannot be used. */
        static final Target UNSUPPORTED = new Target(Optional.empty(), Optional.empty(), Optional.empty());

        boolean isSupported() {
            return operation.isPresent() || workflow.isPresent();
        }
    }

    /**
     * A document other than the tested one.
     *
     * @param name of its source description
     */
    public record Api(String name, Contract contract) {

        /** Whether it is an operation of this document, and not an equal one of another. */
        @SuppressWarnings("ReferenceEquality")
        boolean has(Operation operation) {
            return contract.operations().stream().anyMatch(each -> each == operation);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a contract is read once
        public boolean equals(@Nullable Object other) {
            return other instanceof Api api && api.name.equals(name) && api.contract == contract;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The value of a parameter, or of an input of a workflow.
     *
     * @param in {@code path}, {@code query}, {@code querystring}, {@code header} or {@code cookie}; empty for an input
     * @param value in the file, with its expressions
     */
    public record Argument(String name, String in, JsonNode value, Location place) {

        /** A place that Arazzo no longer has: a member of the JSON body. */
        static final String BODY = "body";

        boolean isInBody() {
            return in.equals(BODY);
        }
    }

    /**
     * A request body.
     *
     * @param payload in the file, with its expressions
     */
    public record Body(Optional<String> contentType, JsonNode payload, List<Replacement> replacements, Location place) {
        public Body {
            replacements = List.copyOf(replacements);
        }
    }

    /**
     * A part of the payload to set.
     *
     * @param target an expression of that kind
     * @param value in the file, with its expressions
     */
    public record Replacement(String target, Kind kind, JsonNode value, Location place) {

        public enum Kind {
            JSONPOINTER,
            JSONPATH,
            XPATH
        }

        /** Whether it changes the XML that is sent, instead of the value that is written. */
        public boolean isInXml() {
            return kind == Kind.XPATH;
        }
    }
}
