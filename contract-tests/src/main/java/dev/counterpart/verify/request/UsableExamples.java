package dev.counterpart.verify.request;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The examples of a document that a valid request can contain: the first that is valid as it is sent, else the first of which only formats
 * are invalid, as {@code format} is an annotation in JSON Schema, and many providers do not validate it. Thread-safe.
 */
final class UsableExamples {

    private static final Request BLANK = Request.of(Method.GET, "/");

    private final RequestValidator validator;
    private final BodyWriter writer;
    private final Map<Place, Optional<JsonNode>> found = new ConcurrentHashMap<>();

    UsableExamples(Contract contract, SchemaValidator schemas) {
        this.validator = new RequestValidator(contract, schemas);
        this.writer = new BodyWriter(contract.documents(), this::of);
    }

    Optional<JsonNode> of(Parameter parameter) {
        var examples = parameter.content().map(Content::examples).orElseGet(parameter::examples);
        return first(parameter.place(), examples, value -> violations(parameter, value));
    }

    Optional<JsonNode> of(Content content) {
        return first(content.place(), content.examples(), value -> violations(content, value));
    }

    private Optional<JsonNode> first(
            Place place, List<Example> examples, Function<JsonNode, List<Violation>> violations) {
        if (examples.isEmpty()) {
            return Optional.empty();
        }
        var known = found.get(place);
        if (known == null) {
            known = first(examples, violations);
            found.put(place, known);
        }
        return known;
    }

    private static Optional<JsonNode> first(List<Example> examples, Function<JsonNode, List<Violation>> violations) {
        Optional<JsonNode> nearlyValid = Optional.empty();
        for (var example : examples) {
            var errors = example.value().map(violations).orElse(List.of()).stream()
                    .filter(violation -> violation.severity() == Severity.ERROR)
                    .toList();
            if (example.value().isPresent() && errors.isEmpty()) {
                return example.value();
            }
            if (nearlyValid.isEmpty() && errors.stream().allMatch(UsableExamples::isOfFormat)) {
                nearlyValid = example.value();
            }
        }
        return nearlyValid;
    }

    private static boolean isOfFormat(Violation violation) {
        return violation
                .finding()
                .filter(finding -> finding.keyword().equals("format"))
                .isPresent();
    }

    private List<Violation> violations(Parameter parameter, JsonNode value) {
        return parameter.in() == In.PATH
                ? validator.violations(
                        parameter, Map.of(parameter.name(), ParameterWriter.path(parameter, value)), BLANK)
                : validator.violations(parameter, Map.of(), Changes.with(BLANK, parameter, Optional.of(value)));
    }

    private List<Violation> violations(Content content, JsonNode value) {
        var written = writer.body(value, content.key(), content);
        var type = MediaType.parse(written.contentType()).orElse(content.mediaType());
        return validator.bodyViolations(written.bytes(), type, content);
    }
}
