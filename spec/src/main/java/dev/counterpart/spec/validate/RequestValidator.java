package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.decode.ParameterDecoder;
import dev.counterpart.spec.decode.PartTypes;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/**
 * Validates requests against their operation.
 *
 * <p>Thread-safe.
 */
public final class RequestValidator {

    private static final List<Parameter.In> ORDER = List.of(
            Parameter.In.HEADER, Parameter.In.QUERY, Parameter.In.QUERYSTRING, Parameter.In.PATH, Parameter.In.COOKIE);

    private final Contract contract;
    private final Values values;
    private final ParameterDecoder parameters;
    private final BodyValidator bodies;

    public RequestValidator(Contract contract, SchemaValidator schemas) {
        this(contract, schemas, new BodyDecoder(contract.documents()));
    }

    /** A validator that reads bodies with that decoder. */
    public RequestValidator(Contract contract, SchemaValidator schemas, BodyDecoder bodies) {
        this.contract = contract;
        this.values = new Values(contract.documents(), schemas);
        this.parameters = new ParameterDecoder(contract.documents());
        this.bodies = new BodyValidator(contract, schemas, bodies, Part.REQUEST_BODY, Direction.REQUEST);
    }

    /**
     * All violations of a request, in the order body, headers, query, path, cookies. Credentials are not checked.
     *
     * @param encodedPathValues the route's values by name, percent-encoded
     */
    public List<Violation> violations(Operation operation, Map<String, String> encodedPathValues, Request request) {
        return BoundedSearch.together(() -> all(operation, encodedPathValues, request));
    }

    private List<Violation> all(Operation operation, Map<String, String> encodedPathValues, Request request) {
        var violations = new ArrayList<>(bodyViolations(operation, request));
        for (var in : ORDER) {
            Pairs pairs = null;
            for (var parameter : operation.parameters()) {
                if (parameter.in() == in) {
                    pairs = pairs == null ? pairs(request, in) : pairs;
                    violations.addAll(violations(parameter, decoded(parameter, encodedPathValues, request, pairs)));
                }
            }
        }
        return violations;
    }

    private static Pairs pairs(Request request, Parameter.In in) {
        return in == Parameter.In.COOKIE ? Pairs.ofCookies(request.headers()) : Pairs.ofQuery(request.query());
    }

    private Decoded decoded(Parameter parameter, Map<String, String> pathValues, Request request, Pairs pairs) {
        return switch (parameter.in()) {
            case PATH -> parameters.path(parameter, pathValues.getOrDefault(parameter.name(), ""));
            case HEADER -> parameters.header(parameter, request.headers().joined(parameter.name()));
            case QUERY -> parameters.query(parameter, pairs);
            case COOKIE -> parameters.cookie(parameter, pairs);
            case QUERYSTRING -> parameters.querystring(parameter, request.query());
        };
    }

    private List<Violation> violations(Parameter parameter, Decoded decoded) {
        var part = parameter.in().part();
        if (decoded instanceof Decoded.Absent) {
            return parameter.required()
                    ? List.of(Violation.of(
                                    MessageRules.of(part, "required"),
                                    Spot.of(part, parameter.name()),
                                    "the required " + parameter.in().label() + " parameter " + parameter.name(),
                                    "nothing")
                            .declaredAt(location(parameter)))
                    : List.of();
        }
        var violations = new ArrayList<Violation>();
        if (decoded instanceof Decoded.Malformed malformed) {
            violations.add(Violation.of(
                            MessageRules.of(part, "syntax"),
                            Spot.of(part, parameter.name()),
                            malformed.reason(),
                            malformed.actual())
                    .declaredAt(location(parameter)));
        }
        if (decoded instanceof Decoded.Value value) {
            var schema = parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
            schema.ifPresent(known -> violations.addAll(values.violations(
                    part,
                    () -> JsonPointer.empty().appendProperty(parameter.name()),
                    known,
                    value,
                    Direction.REQUEST)));
        }
        if (parameter.deprecated()) {
            violations.add(Violation.of(
                            MessageRules.of(part, "deprecated"),
                            Spot.of(part, parameter.name()),
                            "a parameter that is not deprecated",
                            "sent")
                    .declaredAt(location(parameter)));
        }
        return violations;
    }

    /** Computed only for violations, because looking up a line walks the document. */
    private Location location(Parameter parameter) {
        return contract.documents().location(parameter.place());
    }

    private List<Violation> bodyViolations(Operation operation, Request request) {
        if (!request.hasBody()) {
            return operation.body().filter(RequestBody::required).filter(body -> !isForm(body, request)).stream()
                    .map(body -> Violation.of(
                                    MessageRules.BODY_REQUIRED,
                                    Spot.of(Part.REQUEST_BODY),
                                    "a body of " + types(body.content()),
                                    "no body")
                            .declaredAt(contract.documents().location(body.place())))
                    .toList();
        }
        var declared = operation.body().map(RequestBody::content).orElse(List.of());
        var sent = request.headers().first("Content-Type");
        var type = sent.isEmpty() ? declared.stream().findFirst().map(Content::mediaType) : request.contentType();
        var content = type.flatMap(known -> contentFor(declared, known));
        if (content.isEmpty()) {
            String expected = declared.isEmpty() ? "no body: none is declared" : types(declared);
            return List.of(Violation.of(
                            MessageRules.BODY_MEDIA_TYPE,
                            Spot.of(Part.REQUEST_HEADER, "Content-Type"),
                            expected,
                            sent.map(Violation::shortened).orElse("a body without Content-Type"))
                    .declaredAt(contract.documents()
                            .location(operation.body().map(RequestBody::place).orElse(operation.place()))));
        }
        return ofBody(request.body(), type.orElseThrow(), content.get());
    }

    /** The violations of a body of that media type. */
    public List<Violation> bodyViolations(byte[] body, MediaType type, Content content) {
        return BoundedSearch.together(() -> ofBody(body, type, content));
    }

    /** Whether no bytes are a valid body: a form without fields is the empty object. */
    private boolean isForm(RequestBody body, Request request) {
        return request.contentType()
                .or(() -> body.content().stream().findFirst().map(Content::mediaType))
                .filter(MediaType::isForm)
                .flatMap(type -> contentFor(body.content(), type)
                        .map(content -> ofBody(new byte[0], type, content).isEmpty()))
                .orElse(false);
    }

    private List<Violation> ofBody(byte[] body, MediaType type, Content content) {
        var violations = new ArrayList<>(bodies.violations(body, type, content));
        boolean isMalformed =
                violations.stream().anyMatch(violation -> violation.rule().equals(MessageRules.BODY_SYNTAX));
        if (!isMalformed) {
            violations.addAll(0, PartTypes.violations(body, type, content, contract.documents()));
        }
        return violations;
    }

    /** The declared entry for a media type. Parameters such as charset and boundary are ignored. */
    static Optional<Content> contentFor(List<Content> declared, MediaType type) {
        return DeclaredResponse.mostSpecific(declared, type)
                .or(() -> declared.stream()
                        .filter(content -> content.mediaType().bare().includes(type))
                        .findFirst());
    }

    private static String types(List<Content> content) {
        return content.stream().map(Content::key).collect(Collectors.joining(", "));
    }
}
