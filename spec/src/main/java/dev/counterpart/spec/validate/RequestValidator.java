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
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.PathTemplate;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;

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
        var given = new Given(request, encodedPathValues);
        for (var in : ORDER) {
            violations.addAll(
                    in == Parameter.In.PATH ? pathViolations(operation, given) : violations(operation, in, given));
        }
        return violations;
    }

    /** The violations of one parameter of a request, as {@link #violations(Operation, Map, Request)} reports them. */
    public List<Violation> violations(Parameter parameter, Map<String, String> encodedPathValues, Request request) {
        var given = new Given(request, encodedPathValues);
        return BoundedSearch.together(() ->
                violations(parameter, decoded(parameter, given, pairs(request, parameter.in()))));
    }

    /** @param pathValues percent-encoded */
    private record Given(Request request, Map<String, String> pathValues) {}

    private List<Violation> violations(Operation operation, Parameter.In in, Given given) {
        var violations = new ArrayList<Violation>();
        Pairs pairs = null;
        for (var parameter : operation.parameters()) {
            if (parameter.in() == in) {
                pairs = pairs == null ? pairs(given.request(), in) : pairs;
                violations.addAll(violations(parameter, decoded(parameter, given, pairs)));
            }
        }
        return violations;
    }

    private static Pairs pairs(Request request, Parameter.In in) {
        return in == Parameter.In.COOKIE ? Pairs.ofCookies(request.headers()) : Pairs.ofQuery(request.query());
    }

    private List<Violation> pathViolations(Operation operation, Given given) {
        return best(operation, given).violations();
    }

    /** A way to read the path, and its violations. */
    private record PathReading(Map<String, String> values, List<Violation> violations) {}

    /** The best way to read the path: OpenAPI does not say where one of several variables of a segment ends. */
    private PathReading best(Operation operation, Given given) {
        var best = new PathReading(given.pathValues(), violations(operation, Parameter.In.PATH, given));
        if (best.violations().isEmpty() || best.values().size() < 2) {
            return best;
        }
        for (var segment : PathTemplate.of(operation.key().path()).readings(best.values())) {
            var values = new LinkedHashMap<>(best.values());
            values.putAll(segment);
            var violations = violations(operation, Parameter.In.PATH, new Given(given.request(), values));
            if (violations.size() < best.violations().size()) {
                best = new PathReading(values, violations);
            }
        }
        return best;
    }

    /** The same route, with the values of the best way to read the path. */
    public Route.Found read(Route.Found route, Request request) {
        var operation = route.operation();
        return route.encodedValues().size() > 1
                        && PathTemplate.hasSeveralReadings(operation.key().path())
                ? BoundedSearch.together(() -> new Route.Found(
                        operation,
                        best(operation, new Given(request, route.encodedValues()))
                                .values()))
                : route;
    }

    private Decoded decoded(Parameter parameter, Given given, Pairs pairs) {
        return switch (parameter.in()) {
            case PATH -> parameters.path(parameter, given.pathValues().getOrDefault(parameter.name(), ""));
            case HEADER ->
                parameters.header(parameter, given.request().headers().joined(parameter.name()));
            case QUERY -> parameters.query(parameter, pairs);
            case COOKIE -> parameters.cookie(parameter, pairs);
            case QUERYSTRING ->
                parameters.querystring(parameter, given.request().query());
        };
    }

    private List<Violation> violations(Parameter parameter, Decoded decoded) {
        if (decoded instanceof Decoded.Absent) {
            return absent(parameter);
        }
        var violations = new ArrayList<Violation>();
        if (decoded instanceof Decoded.Malformed malformed) {
            violations.add(violation(parameter, "syntax", malformed.reason(), malformed.actual()));
        }
        if (decoded instanceof Decoded.Value value) {
            violations.addAll(valueViolations(parameter, value));
        }
        if (parameter.deprecated()) {
            violations.add(violation(parameter, "deprecated", "a parameter that is not deprecated", "sent"));
        }
        return violations;
    }

    private Violation violation(Parameter parameter, String rule, String expected, String actual) {
        var part = parameter.in().part();
        return Violation.of(MessageRules.of(part, rule), Spot.of(part, parameter.name()), expected, actual)
                .declaredAt(location(parameter));
    }

    private List<Violation> absent(Parameter parameter) {
        if (!parameter.required() || isEmptyObject(parameter)) {
            return List.of();
        }
        String expected = "the required " + parameter.in().label() + " parameter " + parameter.name();
        return List.of(violation(parameter, "required", expected, "nothing"));
    }

    /** Whether nothing is a valid value: a query that has none of the properties of an object is the empty object. */
    private boolean isEmptyObject(Parameter parameter) {
        return parameters.isInvisibleIfEmpty(parameter)
                && valueViolations(parameter, new Decoded.Value(List.of(JsonNodeFactory.instance.objectNode())))
                        .isEmpty();
    }

    private List<Violation> valueViolations(Parameter parameter, Decoded.Value value) {
        var schema = parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
        return schema.isEmpty()
                ? List.of()
                : values.violations(
                        parameter.in().part(),
                        () -> JsonPointer.empty().appendProperty(parameter.name()),
                        schema.get(),
                        value,
                        Direction.REQUEST);
    }

    /** Computed only for violations, because looking up a line walks the document. */
    private Location location(Parameter parameter) {
        return contract.documents().location(parameter.place());
    }

    private List<Violation> bodyViolations(Operation operation, Request request) {
        if (!request.hasBody()) {
            return operation.body().filter(RequestBody::required).filter(body -> !isForm(body, request)).stream()
                    .map(this::missing)
                    .toList();
        }
        var declared = operation.body().map(RequestBody::content).orElse(List.of());
        var sent = request.headers().first("Content-Type");
        var type = sent.isEmpty() ? declared.stream().findFirst().map(Content::mediaType) : request.contentType();
        var content = type.flatMap(known -> contentFor(declared, known));
        return content.isEmpty()
                ? List.of(undeclared(operation, sent))
                : bodies.violations(request.body(), type.orElseThrow(), content.get());
    }

    private Violation missing(RequestBody body) {
        return Violation.of(
                        MessageRules.BODY_REQUIRED,
                        Spot.of(Part.REQUEST_BODY),
                        "a body of " + types(body.content()),
                        "no body")
                .declaredAt(contract.documents().location(body.place()));
    }

    private Violation undeclared(Operation operation, Optional<String> type) {
        var declared = operation.body().map(RequestBody::content).orElse(List.of());
        var place = operation.body().map(RequestBody::place).orElse(operation.place());
        return Violation.of(
                        MessageRules.BODY_MEDIA_TYPE,
                        Spot.of(Part.REQUEST_HEADER, "Content-Type"),
                        declared.isEmpty() ? "no body: none is declared" : types(declared),
                        type.map(Violation::shortened).orElse("a body without Content-Type"))
                .declaredAt(contract.documents().location(place));
    }

    /** The violations of a body of that media type. */
    public List<Violation> bodyViolations(byte[] body, MediaType type, Content content) {
        return BoundedSearch.together(() -> bodies.violations(body, type, content));
    }

    /** Whether no bytes are a valid body: a form without fields is the empty object. */
    private boolean isForm(RequestBody body, Request request) {
        return request.contentType()
                .or(() -> body.content().stream().findFirst().map(Content::mediaType))
                .filter(MediaType::isForm)
                .flatMap(type -> contentFor(body.content(), type)
                        .map(content ->
                                bodies.violations(new byte[0], type, content).isEmpty()))
                .orElse(false);
    }

    /** The declared entry for a media type. Parameters such as charset and boundary are ignored. */
    public static Optional<Content> contentFor(List<Content> declared, MediaType type) {
        return DeclaredResponse.mostSpecific(declared, type)
                .or(() -> declared.stream()
                        .filter(content -> content.mediaType().bare().includes(type))
                        .findFirst());
    }

    private static String types(List<Content> content) {
        return content.stream().map(Content::key).collect(Collectors.joining(", "));
    }
}
