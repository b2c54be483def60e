package dev.counterpart.mock.engine;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.dialect.Validation;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.StreamValidator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The violations of requests and responses as the mock and the proxy report them: those of the dialect and, on request,
 * undeclared names.
 *
 * <p>Thread-safe.
 */
public final class Validated {

    private final Contract contract;
    private final SchemaValidator schemas;
    private final Validation validation;
    private final MockOptions options;
    private final Undeclared undeclared;

    Validated(Contract contract, SchemaValidator schemas, Validation validation, MockOptions options) {
        this.contract = contract;
        this.schemas = schemas;
        this.validation = validation;
        this.options = options;
        this.undeclared = new Undeclared(contract);
    }

    Access access(Operation operation, Request request, Auth auth) {
        return validation.access(operation, request, auth);
    }

    /** Whether the credentials satisfy the operation, checked according to the options. */
    public Access access(Operation operation, Request request) {
        return access(operation, request, options.auth().of(operation));
    }

    /** The violations of a request; none if the options switch validation off for the operation. */
    public List<Violation> ofRequest(Route.Found route, Request request) {
        return options.validateRequest().of(route.operation()) ? always(route, request) : List.of();
    }

    List<Violation> always(Route.Found route, Request request) {
        var violations = validation.ofRequest(route, request);
        return options.reportUndeclared()
                ? joined(violations, undeclared.ofRequest(route.operation(), request))
                : violations;
    }

    /** The violations of a response to the request. The body of an answer to HEAD is never sent. */
    public List<Violation> ofResponse(Operation operation, Request request, Response response) {
        var method = Method.any(request.method()).orElse(operation.key().method());
        var sent = method.equals(Method.HEAD) ? response.withBody(new byte[0]) : response;
        var violations = validation.ofResponse(operation, method, sent);
        return options.reportUndeclared() ? joined(violations, undeclared.ofResponse(operation, response)) : violations;
    }

    /** The violations of a response whose body is not available. */
    public List<Violation> ofHead(Operation operation, Request request, Response response) {
        return ofResponse(operation, request, response.withBody(new byte[] {' '})).stream()
                .filter(violation -> violation.at().part() != Spot.Part.RESPONSE_BODY)
                .toList();
    }

    /**
     * A validator of the body that follows; empty if it is not a sequence of items, or not declared.
     *
     * @param largest maximum size of an item in bytes
     */
    public Optional<StreamValidator> ofStream(Operation operation, Response head, int largest) {
        return head.contentType()
                .flatMap(type -> operation
                        .responseFor(head.status())
                        .flatMap(declared -> declared.contentFor(type))
                        .flatMap(content -> StreamValidator.of(contract, schemas, type, content, largest)));
    }

    private static List<Violation> joined(List<Violation> violations, List<Violation> more) {
        return Stream.concat(violations.stream(), more.stream()).toList();
    }
}
