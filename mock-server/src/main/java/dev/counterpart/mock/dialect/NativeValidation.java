package dev.counterpart.mock.dialect;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.access.Authoriser;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.WriteOnly;
import java.util.List;
import java.util.stream.Stream;

/** The validators that the gate uses, too. */
final class NativeValidation implements Validation {

    private final Authoriser authoriser;
    private final RequestValidator requests;
    private final ResponseValidator responses;
    private final WriteOnly writeOnly;

    NativeValidation(Contract contract, SchemaValidator schemas, SchemeCheck check) {
        this.authoriser = new Authoriser(contract, check);
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
        this.writeOnly = new WriteOnly(contract.documents());
    }

    @Override
    public Access access(Operation operation, Request request, Auth auth) {
        return authoriser.access(operation, request, auth);
    }

    @Override
    public List<Violation> ofRequest(Route.Found route, Request request) {
        return requests.violations(route.operation(), route.encodedValues(), request);
    }

    @Override
    public boolean forwardsBodyOfGet(Operation operation) {
        return operation.body().isPresent();
    }

    @Override
    public List<Violation> ofResponse(Operation operation, Method method, Response response) {
        var violations = responses.violations(operation, method, response);
        var more = writeOnly(operation, response);
        return more.isEmpty()
                ? violations
                : Stream.concat(violations.stream(), more.stream()).toList();
    }

    /** Properties in the body that should not be in answers. */
    private List<Violation> writeOnly(Operation operation, Response response) {
        var type = response.contentType().filter(known -> response.hasBody() && !response.isPartial());
        var content = type.flatMap(
                known -> operation.responseFor(response.status()).flatMap(declared -> declared.contentFor(known)));
        return content.map(declared -> writeOnly.violations(response.body(), type.orElseThrow(), declared))
                .orElse(List.of());
    }
}
