package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import java.util.List;

/** A valid request from the document's examples and generated values, where the data file has no successful one. */
public final class ExampleCases implements CaseSource {

    @Override
    public List<Case> cases(Operation operation, Known known) {
        if (known.success(operation).isPresent()) {
            return List.of();
        }
        return List.of(new Case(
                operation,
                "valid",
                "from the document's examples",
                known.valid(operation),
                new Expectation.Documented(),
                Origin.of(Source.EXAMPLE, "the document declares every value of the request")
                        .declaredAt(known.contract().documents().location(operation.place()))));
    }
}
