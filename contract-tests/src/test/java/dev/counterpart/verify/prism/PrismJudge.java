package dev.counterpart.verify.prism;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;

/** Whether an answer is what its document says. */
final class PrismJudge {
    private final Router router;
    private final ResponseValidator validator;

    PrismJudge(Contract contract) {
        router = new Router(contract);
        validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
    }

    boolean isValid(Request request, Response response) {
        return router.route(request.method(), request.path()) instanceof Route.Found found
                && validator
                        .violations(found.operation(), found.operation().key().method(), response)
                        .stream()
                        .noneMatch(violation -> violation.at().part() == Part.RESPONSE_BODY);
    }
}
