package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.ParameterDecoder;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/**
 * Validates responses against their operation.
 *
 * <p>Thread-safe.
 */
public final class ResponseValidator {

    /** Statuses that never have a body (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    private final Documents documents;
    private final Values values;
    private final ParameterDecoder parameters;
    private final BodyValidator bodies;

    public ResponseValidator(Contract contract, SchemaValidator schemas) {
        this(contract, schemas, new BodyDecoder(contract.documents()));
    }

    /** A validator that reads bodies with that decoder. */
    public ResponseValidator(Contract contract, SchemaValidator schemas, BodyDecoder bodies) {
        this.documents = contract.documents();
        this.values = new Values(documents, schemas);
        this.parameters = new ParameterDecoder(documents);
        this.bodies = new BodyValidator(contract, schemas, bodies, Part.RESPONSE_BODY, Direction.RESPONSE);
    }

    /** All violations of a response to {@code method}, in the order status, headers, media type, body. A body that the document does not declare is a warning. */
    public List<Violation> violations(Operation operation, Method method, Response response) {
        return BoundedSearch.together(() -> all(operation, method, response));
    }

    private List<Violation> all(Operation operation, Method method, Response response) {
        var violations = new ArrayList<Violation>();
        var declared = operation.responseFor(response.status());
        if (declared.isEmpty()) {
            violations.add(undocumented(operation, response.status()));
        } else {
            violations.addAll(headerViolations(declared.get(), response));
            if (mayHaveBody(method, response.status())) {
                violations.addAll(contentViolations(declared.get(), response));
            }
        }
        forbiddenBody(method, response).ifPresent(violations::add);
        return violations;
    }

    /** A body where HTTP allows none, whatever the document declares (RFC 9110 §6.4.1). */
    public static Optional<Violation> forbiddenBody(Method method, Response response) {
        return response.hasBody() && !mayHaveBody(method, response.status())
                ? Optional.of(Violation.of(
                        MessageRules.RESPONSE_BODY_FORBIDDEN, Spot.of(Part.RESPONSE_BODY), "no body", bytes(response)))
                : Optional.empty();
    }

    private static boolean mayHaveBody(Method method, int status) {
        return !method.equals(Method.HEAD) && !WITHOUT_BODY.contains(status);
    }

    private static String bytes(Response response) {
        return Counted.of(response.length(), "byte");
    }

    /** The violations of a body of that media type. */
    public List<Violation> bodyViolations(byte[] body, MediaType type, Content content) {
        return bodies.violations(body, type, content);
    }

    private Violation undocumented(Operation operation, int status) {
        String declared = operation.responses().stream()
                .map(DeclaredResponse::status)
                .map(StatusKey::text)
                .collect(Collectors.joining(", "));
        return Violation.of(
                        MessageRules.STATUS_UNDOCUMENTED,
                        Spot.of(Part.RESPONSE_STATUS),
                        declared.isEmpty() ? "a declared status, but none is declared" : "one of " + declared,
                        Integer.toString(status))
                .declaredAt(documents.location(operation.place().member("responses")));
    }

    private List<Violation> headerViolations(DeclaredResponse declared, Response response) {
        return declared.headers().stream()
                .flatMap(header -> headerViolations(header, response).stream())
                .toList();
    }

    private List<Violation> headerViolations(Parameter header, Response response) {
        var spot = Spot.of(Part.RESPONSE_HEADER, header.name());
        var sent = response.headers().joined(header.name());
        if (sent.isEmpty()) {
            return header.required()
                    ? List.of(Violation.of(
                                    MessageRules.RESPONSE_HEADER_REQUIRED,
                                    spot,
                                    "the header " + header.name(),
                                    "nothing")
                            .declaredAt(documents.location(header.place())))
                    : List.of();
        }
        if (header.name().equalsIgnoreCase("Set-Cookie")) {
            return cookieViolations(header, response.headers().all(header.name()));
        }
        return headerViolations(header, parameters.sentHeader(header, sent.get()));
    }

    /** Lines of {@code Set-Cookie} are never joined (RFC 9110 §5.3): an array has an item for each line, other schemas describe each. */
    private List<Violation> cookieViolations(Parameter header, List<String> lines) {
        var list = parameters.lines(header, lines);
        return list.isPresent()
                ? headerViolations(header, list.get())
                : lines.stream()
                        .flatMap(line -> headerViolations(header, parameters.line(header, line)).stream())
                        .distinct()
                        .toList();
    }

    private List<Violation> headerViolations(Parameter header, Decoded decoded) {
        var spot = Spot.of(Part.RESPONSE_HEADER, header.name());
        if (decoded instanceof Decoded.Malformed malformed) {
            return List.of(Violation.of(
                            MessageRules.of(Part.RESPONSE_HEADER, "syntax"),
                            spot,
                            malformed.reason(),
                            malformed.actual())
                    .declaredAt(documents.location(header.place())));
        }
        var schema = header.schema().or(() -> header.content().flatMap(Content::schema));
        return decoded instanceof Decoded.Value value && schema.isPresent()
                ? values.violations(
                        Part.RESPONSE_HEADER,
                        () -> JsonPointer.empty().appendProperty(header.name()),
                        schema.get(),
                        value,
                        Direction.RESPONSE)
                : List.of();
    }

    private List<Violation> contentViolations(DeclaredResponse declared, Response response) {
        if (declared.content().isEmpty()) {
            return response.hasBody() ? undocumentedBody(declared, response) : List.of();
        }
        if (response.isPartial()) {
            return List.of();
        }
        if (!response.hasBody()) {
            return bodyMayBeMissing(declared, response) ? List.of() : List.of(missingBody(declared));
        }
        var type = response.contentType();
        if (type.isEmpty()) {
            return List.of(wrongType(declared, response));
        }
        var content = RequestValidator.contentFor(declared.content(), type.get());
        return content.isPresent()
                ? bodyViolations(response.body(), type.get(), content.get())
                : List.of(wrongType(declared, response));
    }

    /** A body whose {@code Content-Type} is missing, malformed or not declared. */
    private Violation wrongType(DeclaredResponse declared, Response response) {
        var sent = response.headers().first("Content-Type");
        if (sent.isEmpty()) {
            return typeViolation(MessageRules.CONTENT_TYPE_MISSING, declared, "a body without Content-Type")
                    .basedOn("RFC 9110 §8.3");
        }
        String actual = Violation.shortened(sent.get());
        return response.contentType().isEmpty()
                ? typeViolation(MessageRules.CONTENT_TYPE_MALFORMED, declared, actual)
                        .basedOn("RFC 9110 §8.3.1")
                : typeViolation(MessageRules.CONTENT_TYPE_UNDECLARED, declared, actual);
    }

    private Violation typeViolation(Rule rule, DeclaredResponse declared, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_HEADER, "Content-Type"), types(declared), actual)
                .declaredAt(content(declared));
    }

    /** Text and files may be empty. Without a schema, every body may be. */
    private boolean bodyMayBeMissing(DeclaredResponse declared, Response response) {
        Optional<Content> content = response.contentType()
                .flatMap(type -> RequestValidator.contentFor(declared.content(), type))
                .or(() -> declared.content().stream().findFirst());
        boolean isJson = response.contentType().filter(MediaType::isJson).isPresent();
        return content.filter(each -> each.schema().isPresent())
                .filter(each -> each.mediaType().isJson() || (isJson && each.canBeJson()))
                .isEmpty();
    }

    /** A body labelled as JSON must be JSON, whether the document declares it or not. */
    private List<Violation> undocumentedBody(DeclaredResponse declared, Response response) {
        var status = declared.status();
        var violations = new ArrayList<Violation>();
        violations.add(Violation.of(
                        MessageRules.RESPONSE_BODY_UNDOCUMENTED,
                        Spot.of(Part.RESPONSE_BODY),
                        "no body, because the document declares none for "
                                + (status.isExact() ? status.text() : status.text() + " (" + response.status() + ")"),
                        response.headers()
                                .first("Content-Type")
                                .map(type -> bytes(response) + " of " + Violation.shortened(type))
                                .orElse(bytes(response)))
                .declaredAt(content(declared)));
        malformedJson(response).ifPresent(violations::add);
        return violations;
    }

    /** A body that is labelled as JSON but is not JSON. */
    public static Optional<Violation> malformedJson(Response response) {
        boolean isJson = response.hasBody()
                && !response.isPartial()
                && response.contentType().filter(MediaType::isJson).isPresent();
        return isJson && Json.parse(response.body()) instanceof Json.Parsed.Malformed malformed
                ? Optional.of(Violation.of(
                                MessageRules.RESPONSE_BODY_SYNTAX,
                                Spot.of(Part.RESPONSE_BODY),
                                "JSON, as Content-Type says",
                                malformed.toString())
                        .basedOn("RFC 8259 §2"))
                : Optional.empty();
    }

    private Violation missingBody(DeclaredResponse declared) {
        return Violation.of(
                        MessageRules.RESPONSE_BODY_MISSING,
                        Spot.of(Part.RESPONSE_BODY),
                        "a body of " + types(declared),
                        "no body")
                .declaredAt(content(declared));
    }

    private Location content(DeclaredResponse declared) {
        Place place = declared.place().member("content");
        return documents.location(documents.at(place).isMissingNode() ? declared.place() : place);
    }

    private static String types(DeclaredResponse declared) {
        return declared.content().stream().map(Content::key).collect(Collectors.joining(", "));
    }
}
