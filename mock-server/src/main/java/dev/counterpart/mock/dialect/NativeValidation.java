package dev.counterpart.mock.dialect;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.access.Authoriser;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
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

    /** Whether the document has such properties at all; most have none. */
    private final boolean mayBeThere;

    NativeValidation(Contract contract, SchemaValidator schemas, SchemeCheck check) {
        this.authoriser = new Authoriser(contract, check);
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
        this.writeOnly = new WriteOnly(contract.documents());
        this.mayBeThere = contract.documents().all().stream()
                .anyMatch(document -> document.tree().findValue("writeOnly") != null);
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
        var violations = responses.violations(operation, method, response);
        var more = writeOnly(operation, response);
        return more.isEmpty()
                ? violations
                : Stream.concat(violations.stream(), more.stream()).toList();
    }

    /** Properties in a JSON body that should not be in answers. */
    private List<Violation> writeOnly(Operation operation, Response response) {
        var type = response.contentType().filter(known -> response.hasBody() && known.isJson());
        var schema = type.flatMap(known ->
                        operation.responseFor(response.status()).flatMap(declared -> declared.contentFor(known)))
                .flatMap(Content::schema)
                .filter(known -> mayBeThere);
        return schema.isPresent() && Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? writeOnly.violations(schema.get(), value.node())
                : List.of();
    }
}
