package dev.counterpart.verify;

import dev.counterpart.fixtures.generate.Mutants;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A right answer with one defect each, as far as the document forbids it. */
final class BrokenAnswers {

    /** Statuses that hardly any document names. */
    private static final List<Integer> ODD_STATUSES = List.of(299, 418);

    private static final List<String> COMPOSED = List.of("oneOf", "anyOf", "not", "discriminator");

    private final Contract contract;
    private final ResponseValidator validator;

    BrokenAnswers(Contract contract) {
        this.contract = contract;
        this.validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
    }

    /** An answer with a defect, and the rules of which one names it. */
    record Broken(Response answer, Set<String> rules) {
        Broken {
            rules = Set.copyOf(rules);
        }

        static Broken of(Response answer, String... rules) {
            return new Broken(answer, Set.of(rules));
        }

        /** The schema refuses the body by one of these keywords, or by what it is composed of. */
        static Broken ofBody(Response answer, List<String> keywords) {
            return new Broken(
                    answer,
                    Stream.concat(keywords.stream(), COMPOSED.stream())
                            .map(keyword -> "response.body.schema." + keyword)
                            .collect(Collectors.toSet()));
        }
    }

    /** By the words for the defect, in a steady order. */
    Map<String, Broken> of(Case sent, Response right) {
        var operation = sent.operation();
        var all = new LinkedHashMap<String, Broken>();
        for (int odd : ODD_STATUSES) {
            oddStatus(sent, odd)
                    .ifPresent(rule -> all.put(
                            "status " + odd, Broken.of(new Response(odd, right.headers(), right.body()), rule)));
        }
        operation.responseFor(right.status()).ifPresent(declared -> {
            declared.headers()
                    .forEach(header -> all.put(
                            "without " + header.name(),
                            Broken.of(
                                    right.withHeaders(right.headers().without(header.name())),
                                    "response.header.required")));
            if (right.hasBody()) {
                addBodies(declared, right, all);
            }
        });
        all.values().removeIf(broken -> isAllowed(operation, broken.answer()));
        return all;
    }

    /** The rule that such a status breaks; nothing where it is as good as another, as any 4xx is for a refusal. */
    private static Optional<String> oddStatus(Case sent, int status) {
        if (sent.expectation() instanceof Refusal refusal) {
            String part = refusal.at().part().label().substring("request ".length());
            return status / 100 == 2 ? Optional.of("refusal." + part + ".accepted") : Optional.empty();
        }
        if (sent.expectation() instanceof Denial) {
            return status / 100 == 2
                    ? Optional.of("auth.missing-accepted")
                    : Optional.of("response.status.undocumented");
        }
        return Optional.of("response.status.undocumented");
    }

    private void addBodies(DeclaredResponse declared, Response right, Map<String, Broken> all) {
        all.put(
                "other media type",
                Broken.of(
                        right.with("Content-Type", "application/x-counterpart-other"),
                        "response.content-type.undeclared"));
        all.put(
                "no media type",
                Broken.of(right.withHeaders(right.headers().without("Content-Type")), "response.content-type.missing"));
        all.put("no body", Broken.of(right.withBody(new byte[0]), "response.body.missing"));
        all.put(
                "half a body",
                Broken.of(
                        right.withBody(Arrays.copyOf(right.body(), right.body().length / 2)), "response.body.syntax"));
        right.contentType()
                .filter(type -> type.isJson())
                .flatMap(declared::contentFor)
                .flatMap(Content::schema)
                .ifPresent(schema -> new Mutants(contract)
                        .of(schema, Json.read(right.text()))
                        .forEach(mutant -> all.put(
                                mutant.description(),
                                Broken.ofBody(right.withBody(Json.bytes(mutant.value())), keywords(mutant.change())))));
    }

    /** The keywords that are about such a change. */
    private static List<String> keywords(Mutants.Change change) {
        return switch (change) {
            case TYPE, ITEMS -> List.of("type", "enum", "const", "nullable");
            case REQUIRED -> List.of("required", "dependentRequired", "minProperties");
            case FORMAT -> List.of("format", "pattern", "enum", "const");
            case EMPTY_TEXT -> List.of("minLength", "format", "pattern", "enum", "const");
            case NEGATIVE -> List.of("minimum", "exclusiveMinimum", "enum", "const");
            case EMPTY_LIST -> List.of("minItems", "contains", "minContains");
            case UNDECLARED ->
                List.of("additionalProperties", "unevaluatedProperties", "propertyNames", "maxProperties");
        };
    }

    boolean isAllowed(Operation operation, Response answer) {
        return validator.violations(operation, operation.key().method(), answer).stream()
                .noneMatch(violation -> violation.severity() == Severity.ERROR);
    }
}
