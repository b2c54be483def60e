package dev.counterpart.verify.source;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.InvalidValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.request.FixtureEntries;
import dev.counterpart.verify.request.RequestMaker;
import dev.counterpart.verify.request.Samples;
import dev.counterpart.verify.variation.BoundaryValues;
import dev.counterpart.verify.variation.BoundaryValues.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The input of the sources: the contract, the user's data, and a valid request for each operation. */
public final class Known {

    private final Contract contract;
    private final GateData data;
    private final Router router;
    private final RequestValidator validator;
    private final RequestMaker requests;
    private final InvalidValues invalid;
    private final List<String> fixturesWithoutCase;
    private final List<Secret> secrets = new ArrayList<>();

    public Known(
            Contract contract, GateData data, Fixtures fixtures, Map<String, String> parameters, Optional<Seed> seed) {
        this.contract = contract;
        this.router = new Router(contract);
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        var values = new ValidValues(contract, schemas);
        this.validator = new RequestValidator(contract, schemas);
        this.requests = new RequestMaker(contract, data, new Samples(contract, schemas, values, parameters, seed));
        var completed = new FixtureEntries(data, fixtures, requests).of(contract.operations());
        this.data = completed.data();
        this.fixturesWithoutCase = completed.left();
        this.invalid = new InvalidValues(contract, schemas, values);
    }

    /** A value that reports must not contain. */
    void remember(Secret secret) {
        secrets.add(secret);
    }

    /** The values that reports must not contain: credentials, what was made of them, and what the data file calls a secret. */
    public List<Secret> secrets() {
        var all = new ArrayList<Secret>();
        data.credentials().values().forEach(each -> all.addAll(each.values().values()));
        all.addAll(requests.credentials().passwords(data.credentials().values()));
        all.addAll(secrets);
        all.addAll(new DataSecrets(requests.credentials().names()).of(data));
        return all;
    }

    Contract contract() {
        return contract;
    }

    /** Fixtures without a request, each with the reason. */
    public List<String> fixturesWithoutCase() {
        return fixturesWithoutCase;
    }

    /** The data of the user's file, completed by the fixtures. */
    public GateData data() {
        return data;
    }

    InvalidValues invalid() {
        return invalid;
    }

    public RequestMaker requests() {
        return requests;
    }

    /** The entry for a successful request: the first with a 2xx status and valid credentials. */
    Optional<Entry> success(Operation operation) {
        return data.of(operation).entries().stream()
                .filter(entry -> entry.unreachable().isEmpty() && entry.status().isSuccess())
                .findFirst();
    }

    /** A request that should succeed, with credentials if the operation requires and the user gave some. */
    public Request valid(Operation operation) {
        return success(operation).map(entry -> requests.of(operation, entry)).orElseGet(() -> requests.of(operation));
    }

    /**
     * A request that should succeed, with a body that the operation does not require. Empty if there is none that is valid, and if
     * the successful request of the data file has a body.
     */
    Optional<Request> withOptionalBody(Operation operation) {
        var request = valid(operation);
        return Optional.of(requests.withBody(operation, request))
                .filter(each -> !each.equals(request) && isValid(operation, each));
    }

    /** The same as {@link #valid}, without credentials. */
    Request anonymous(Operation operation) {
        var request = success(operation)
                .map(entry -> requests.anonymous(operation, entry))
                .orElseGet(() -> requests.anonymous(operation));
        return requests.credentials().removed(request, operation);
    }

    /** Arrays at and beyond the size limits of the path parameter; none if it is not an array. */
    List<Boundary> pathArrays(Operation operation, Parameter parameter) {
        var given = success(operation)
                .map(entry -> entry.parameters().path().get(parameter.name()))
                .or(() -> requests.sample(parameter))
                .filter(JsonNode::isArray);
        return parameter.schema().filter(schema -> given.isPresent()).stream()
                .flatMap(schema -> boundaries(schema, given).stream())
                .filter(boundary ->
                        boundary.value().isArray() && !boundary.value().isEmpty())
                .toList();
    }

    /** The values at the limits of the schema, made from a valid one if there is one. */
    List<Boundary> boundaries(Schema schema, Optional<JsonNode> good) {
        return BoundaryValues.of(contract, requests, schema, good);
    }

    /** The values of the path parameters of a request, percent-encoded; none if it leads to another operation. */
    public Map<String, String> pathValues(Operation operation, Request request) {
        return router.route(request.method(), request.path(), request.query()) instanceof Route.Found found
                        && found.operation().key().equals(operation.key())
                ? found.encodedValues()
                : Map.of();
    }

    /**
     * Whether the request names a parameter of its query without a value. Many servers treat it as not sent, so that its validity is
     * open if the parameter is optional.
     */
    static boolean isOpen(Operation operation, Request request) {
        var pairs = Pairs.ofQuery(request.query());
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(parameter -> pairs.decodedValues(parameter.name()))
                .anyMatch(List.of("")::equals);
    }

    /** Whether the request is certainly valid as the target sees it. */
    boolean isValid(Operation operation, Request request) {
        return !isOpen(operation, request)
                && !lacksRequiredBody(operation, request)
                && violations(operation, request)
                        .filter(all -> all.stream().noneMatch(each -> each.severity() == Severity.ERROR))
                        .isPresent();
    }

    /** Whether nothing is known to be invalid in the request. */
    boolean hasNoErrors(Operation operation, Request request) {
        return !lacksRequiredBody(operation, request)
                && violations(operation, request).orElse(List.of()).stream()
                        .noneMatch(each -> each.severity() == Severity.ERROR);
    }

    /** Whether no bytes are a valid body, as of an empty text or file, so that servers cannot distinguish it from no body. */
    boolean allowsEmptyBody(Operation operation) {
        return operation.body().stream()
                .flatMap(body -> body.content().stream())
                .filter(content ->
                        content.mediaType().isConcrete() && !content.mediaType().isJson())
                .anyMatch(content -> validator
                        .bodyViolations(new byte[0], content.mediaType(), content)
                        .isEmpty());
    }

    /**
     * Whether a required body has no bytes, such as that of a form without fields. Servers cannot distinguish it from no body, so that its
     * validity is open.
     */
    private static boolean lacksRequiredBody(Operation operation, Request request) {
        return request.body().length == 0
                && operation.body().filter(RequestBody::required).isPresent();
    }

    /**
     * The violations of a request as the target sees it.
     *
     * @return empty if the request leads to another operation, or to none
     */
    public Optional<List<Violation>> violations(Operation operation, Request request) {
        return router.route(request.method(), request.path(), request.query()) instanceof Route.Found found
                        && found.operation().key().equals(operation.key())
                ? Optional.of(validator.violations(operation, found.encodedValues(), request))
                : Optional.empty();
    }
}
