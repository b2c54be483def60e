package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * A valid request from the document's examples and generated values, where the data file has no successful one; and one with the body that
 * the operation does not require.
 */
public final class ExampleCases implements CaseSource {

    /** The title of the case whose success shows that the provider accepts an optional body. */
    public static final String WITH_BODY = "with the optional body";

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var cases = new ArrayList<Case>();
        if (known.success(operation).isEmpty()) {
            cases.add(valid(operation, known, "from the document's examples", known.valid(operation)));
        }
        known.withOptionalBody(operation).ifPresent(request -> cases.add(valid(operation, known, WITH_BODY, request)));
        return cases;
    }

    private static Case valid(Operation operation, Known known, String title, Request request) {
        return new Case(
                operation,
                "valid",
                title,
                request,
                new Expectation.Documented(known.hasNoErrors(operation, request)),
                Origin.of(Source.EXAMPLE, "the document declares every value of the request")
                        .declaredAt(known.contract().documents().location(operation.place())));
    }
}
