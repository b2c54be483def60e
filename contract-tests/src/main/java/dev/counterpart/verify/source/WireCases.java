package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import java.util.ArrayList;
import java.util.List;

/** The requests of the data file again, over a plain socket, to check the bytes of the answers. */
public final class WireCases implements CaseSource {

    @Override
    public List<Case> cases(Operation operation, Known known) {
        if (!operation.key().method().isSafe()) {
            return List.of();
        }
        var cases = new ArrayList<Case>();
        for (var planned : new DataCases().cases(operation, known)) {
            cases.add(wire(planned, planned.group() + ": " + planned.title()));
        }
        for (var planned : new ExampleCases().cases(operation, known)) {
            cases.add(wire(planned, planned.title()));
        }
        firstOf(new CredentialCases(), operation, known, cases);
        firstOf(new NearMissCases(), operation, known, cases);
        firstOf(new MethodCases(), operation, known, cases);
        if (operation.key().method().equals(Method.GET)) {
            cases.add(head(operation, known));
        }
        return cases;
    }

    private static Case head(Operation operation, Known known) {
        return new Case(
                operation,
                "on the wire",
                "HEAD instead of GET",
                known.valid(operation).withMethod(Method.HEAD),
                new Expectation.HeadOfGet(false),
                Origin.of(Source.WIRE, "HEAD is answered like GET, without the body")
                        .basedOn("RFC 9110 §9.3.2"));
    }

    /** One refusal of each kind: error answers are often written by other software than successful ones. */
    private static void firstOf(CaseSource source, Operation operation, Known known, List<Case> cases) {
        source.cases(operation, known).stream()
                .findFirst()
                .ifPresent(planned -> cases.add(wire(planned, planned.group() + ": " + planned.title())));
    }

    private static Case wire(Case planned, String title) {
        return new Case(
                planned.operation(),
                "on the wire",
                title,
                planned.request(),
                planned.expectation(),
                new Origin(
                        Source.WIRE,
                        planned.origin().reason(),
                        planned.origin().declared(),
                        planned.origin().basis()),
                planned.rules());
    }
}
