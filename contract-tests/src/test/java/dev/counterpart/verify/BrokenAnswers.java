package dev.counterpart.verify;

import dev.counterpart.fixtures.generate.Mutants;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.SchemaValidator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A right answer with one defect each, as far as the document forbids it. */
final class BrokenAnswers {

    /** Statuses that hardly any document names. */
    private static final List<Integer> ODD_STATUSES = List.of(299, 418);

    private final Contract contract;
    private final ResponseValidator validator;

    BrokenAnswers(Contract contract) {
        this.contract = contract;
        this.validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
    }

    /** By the words for the defect, in a steady order. */
    Map<String, Response> of(Operation operation, Response right) {
        var all = new LinkedHashMap<String, Response>();
        for (int odd : ODD_STATUSES) {
            all.put("status " + odd, new Response(odd, right.headers(), right.body()));
        }
        operation.responseFor(right.status()).ifPresent(declared -> {
            declared.headers()
                    .forEach(header -> all.put(
                            "without " + header.name(),
                            right.withHeaders(right.headers().without(header.name()))));
            if (right.hasBody()) {
                addBodies(declared, right, all);
            }
        });
        all.values().removeIf(answer -> isAllowed(operation, answer));
        return all;
    }

    private void addBodies(DeclaredResponse declared, Response right, Map<String, Response> all) {
        all.put("other media type", right.with("Content-Type", "application/x-counterpart-other"));
        all.put("no media type", right.withHeaders(right.headers().without("Content-Type")));
        all.put("no body", right.withBody(new byte[0]));
        all.put("half a body", right.withBody(Arrays.copyOf(right.body(), right.body().length / 2)));
        right.contentType()
                .filter(type -> type.isJson())
                .flatMap(declared::contentFor)
                .flatMap(Content::schema)
                .ifPresent(schema -> new Mutants(contract)
                        .of(schema, Json.read(right.text()))
                        .forEach(mutant -> all.put(mutant.description(), right.withBody(Json.bytes(mutant.value())))));
    }

    boolean isAllowed(Operation operation, Response answer) {
        return validator.violations(operation, operation.key().method(), answer).stream()
                .noneMatch(violation -> violation.severity() == Severity.ERROR);
    }
}
