package dev.counterpart.verify.strength;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.Mutants;
import dev.counterpart.fixtures.generate.Mutants.Change;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every documented answer, mutated in ways that clients would consider incorrect, and validated as the gate validates answers.
 */
final class MutatedAnswers {

    /** A status that documents do not name. */
    private static final int ODD_STATUS = 299;

    /** Headers of Swagger 2.0 are never required. */
    private static final String CONVERT = "required: true, once the document is converted to OpenAPI 3";

    private final Contract contract;
    private final boolean isSwagger;
    private final SchemaValidator schemas;
    private final ResponseValidator responses;
    private final ValidValues values;
    private final Mutants mutants;
    private final Set<Place> met = new HashSet<>();
    private final List<Mutation> mutations = new ArrayList<>();
    private int unread;

    MutatedAnswers(Contract contract) {
        this.contract = contract;
        this.isSwagger = contract.version() == OpenApiVersion.V2_0;
        this.schemas = new SchemaValidator(contract.documents(), contract.version());
        this.responses = new ResponseValidator(contract, schemas);
        this.values = new ValidValues(contract, schemas);
        this.mutants = new Mutants(contract);
    }

    /** All of them, in document order; answers that several operations share are mutated once. */
    List<Mutation> all() {
        for (var operation : contract.operations()) {
            if (!operation.key().method().equals(Method.HEAD)) {
                oddStatus(operation);
                operation.responses().forEach(declared -> answer(operation, declared));
            }
        }
        return mutations;
    }

    /** The number of bodies that were skipped. */
    int unread() {
        return unread;
    }

    private void oddStatus(Operation operation) {
        var odd = Response.of(ODD_STATUS);
        boolean refused = violations(operation, odd).stream()
                .anyMatch(violation -> violation.rule().equals(MessageRules.STATUS_UNDOCUMENTED));
        var covering = operation.responseFor(ODD_STATUS);
        var place = covering.map(DeclaredResponse::place).orElse(operation.place());
        if (covering.isEmpty() || met.add(place.member("status"))) {
            String keyword = "'200': …  # an entry for each status that there is, instead of "
                    + covering.map(each -> each.status().text()).orElse("none");
            add(place, keyword, operation + " → " + ODD_STATUS, refused);
        }
    }

    private void answer(Operation operation, DeclaredResponse declared) {
        if (!met.add(declared.place())) {
            return;
        }
        int status = declared.status().status(200);
        String subject = operation + " → " + declared.status();
        headers(operation, declared, status, subject);
        if (mayHaveBody(status)) {
            if (declared.content().isEmpty()) {
                anyBody(operation, declared, status, subject);
            }
            declared.content().forEach(content -> content(operation, content, status, subject));
        }
    }

    private static boolean mayHaveBody(int status) {
        return status / 100 != 1 && status / 100 != 3 && status != 204 && status != 205;
    }

    private void headers(Operation operation, DeclaredResponse declared, int status, String subject) {
        for (var header : declared.headers()) {
            if (met.add(header.place())) {
                boolean refused = violations(operation, Response.of(status)).stream()
                        .anyMatch(violation -> violation.rule().equals(MessageRules.RESPONSE_HEADER_REQUIRED)
                                && violation.at().equals(Spot.of(Part.RESPONSE_HEADER, header.name())));
                add(
                        header.place(),
                        isSwagger ? CONVERT : "required: true",
                        subject + ": without " + header.name(),
                        refused);
            }
        }
        needed(status)
                .filter(name -> declared.headers().stream()
                        .noneMatch(header -> header.name().equalsIgnoreCase(name)))
                .ifPresent(name -> add(
                        declared.place(),
                        isSwagger ? CONVERT : "headers: { " + name + ": { required: true, schema: { type: string } } }",
                        subject + ": without " + name,
                        false));
    }

    /** The header that HTTP requires with a status (RFC 9110 §15.5.2, §15.5.6). */
    private static Optional<String> needed(int status) {
        return switch (status) {
            case 401 -> Optional.of("WWW-Authenticate");
            case 405 -> Optional.of("Allow");
            default -> Optional.empty();
        };
    }

    private void anyBody(Operation operation, DeclaredResponse declared, int status, String subject) {
        var page = Response.of(status, "text/html", "<h1>anything</h1>");
        add(
                declared.place(),
                isSwagger ? "schema: …" : "content: { application/json: { schema: … } }",
                subject + ": any body",
                isWorse(operation, page, Response.of(status)));
    }

    private void content(Operation operation, Content content, int status, String subject) {
        if (!met.add(content.place())) {
            return;
        }
        String described = subject + " " + content.key();
        if (content.schema().isEmpty()) {
            add(content.place(), "schema: …", described + ": any body", false);
        } else if (content.canBeJson()) {
            body(operation, content, status, described);
        } else {
            unread++;
        }
    }

    private void body(Operation operation, Content content, int status, String subject) {
        var schema = content.schema().orElseThrow();
        var valid = values.staticValue(schema, Direction.RESPONSE).found();
        if (valid.isEmpty()) {
            unread++;
            return;
        }
        String type = BodyValues.mediaType(content, valid.get());
        var right = Response.of(status, type, Json.text(valid.get()));
        var missing = right.withBody(new byte[0]);
        var cut = Response.of(status, type, "{\"");
        add(content.place(), "schema: …", subject + ": no body", isWorse(operation, missing, right));
        add(content.place(), "schema: …", subject + ": a body cut off", isWorse(operation, cut, right));
        for (var mutant : mutants.of(schema, valid.get())) {
            boolean refused = !schemas.findings(schema, mutant.value(), Direction.RESPONSE)
                    .isEmpty();
            mutations.add(new Mutation(
                    mutant.schema(),
                    mutant.keyword(),
                    mutant.change() == Change.REQUIRED,
                    subject + ": " + mutant.description(),
                    refused));
        }
    }

    private void add(Place place, String keyword, String description, boolean refused) {
        mutations.add(new Mutation(place, keyword, false, description, refused));
    }

    /** Whether that answer has more violations than the correct one. */
    private boolean isWorse(Operation operation, Response answer, Response right) {
        return violations(operation, answer).size()
                > violations(operation, right).size();
    }

    private List<Violation> violations(Operation operation, Response answer) {
        return responses.violations(operation, operation.key().method(), answer).stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
    }
}
