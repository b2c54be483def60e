package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.dialect.Validation;
import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Messages as Prism reads them, with its findings in its order. Bodies that our validators refuse are validated again without
 * discriminators, which Prism does not know; our findings are kept if it would have none.
 */
final class PrismValidation implements Validation {

    private final PrismAuthoriser authoriser;
    private final PrismForm forms;
    private final AjvFindings findings;
    private final RequestValidator requests;
    private final RequestValidator plainRequests;
    private final PrismResponses responses;
    private final PrismResponses plainResponses;
    private final PrismWriteOnly writeOnly;

    PrismValidation(Contract contract, SchemaValidator schemas, PrismAuthoriser authoriser) {
        var plain = schemas.withoutDiscriminators();
        var bodies = BodyDecoder.ofJsonFormsAndText(contract.documents());
        this.authoriser = authoriser;
        this.forms = new PrismForm(contract.documents());
        this.findings = new AjvFindings(contract.documents(), plain);
        this.requests = new RequestValidator(contract, schemas, bodies);
        this.plainRequests = new RequestValidator(contract, plain, bodies);
        this.responses = new PrismResponses(new ResponseValidator(contract, schemas, bodies));
        this.plainResponses = new PrismResponses(new ResponseValidator(contract, plain, bodies));
        this.writeOnly = new PrismWriteOnly(contract.documents());
    }

    @Override
    public Access access(Operation operation, Request request, Auth auth) {
        return authoriser.access(operation, request, auth);
    }

    @Override
    public List<Violation> ofRequest(Route.Found route, Request request) {
        var operation = route.operation().withIgnoredHeaders();
        var read = PrismReading.of(operation, request);
        var violations = plainly(
                Spot.Part.REQUEST_BODY,
                requests.violations(operation, route.encodedValues(), read),
                () -> plainRequests.violations(operation, route.encodedValues(), read));
        return findings.of(forms.of(operation, read, violations), Direction.REQUEST);
    }

    @Override
    public boolean forwardsBodyOfGet(Operation operation) {
        return false;
    }

    @Override
    public List<Violation> ofResponse(Operation operation, Method method, Response response) {
        var violations = plainly(
                Spot.Part.RESPONSE_BODY,
                responses.violations(operation, method, response),
                () -> plainResponses.violations(operation, method, response));
        return findings.of(ViolationEntry.reported(writeOnly.of(operation, response, violations)), Direction.RESPONSE);
    }

    private static List<Violation> plainly(
            Spot.Part body, List<Violation> violations, Supplier<List<Violation>> plain) {
        if (violations.stream().noneMatch(violation -> violation.at().part() == body)) {
            return violations;
        }
        var others = plain.get();
        return others.stream().anyMatch(violation -> violation.at().part() == body) ? others : violations;
    }
}
