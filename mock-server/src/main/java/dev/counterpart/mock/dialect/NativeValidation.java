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
import java.util.List;

/** The validators that the gate uses, too. */
final class NativeValidation implements Validation {

    private final Authoriser authoriser;
    private final RequestValidator requests;
    private final ResponseValidator responses;

    NativeValidation(Contract contract, SchemaValidator schemas, SchemeCheck check) {
        this.authoriser = new Authoriser(contract, check);
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
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
    public List<Violation> ofResponse(Operation operation, Method method, Response response) {
        return responses.violations(operation, method, response);
    }
}
