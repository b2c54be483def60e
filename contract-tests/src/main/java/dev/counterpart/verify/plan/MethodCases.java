package dev.counterpart.verify.plan;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.verify.plan.Expectation.WrongMethod;
import dev.counterpart.verify.plan.Origin.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Methods that the path does not declare. Sent without a body, once for each path. */
final class MethodCases implements CaseSource {

    private static final List<Method> TRIED = List.of(Method.GET, Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var declared = EnumSet.noneOf(Method.class);
        var first = operation;
        for (var other : known.contract().operations()) {
            if (other.key().path().equals(operation.key().path())) {
                first = declared.isEmpty() ? other : first;
                declared.add(other.key().method());
            }
        }
        if (!first.key().equals(operation.key())) {
            return List.of();
        }
        var valid = known.valid(operation).withBody(new byte[0]);
        var cases = new ArrayList<Case>();
        for (var method : TRIED) {
            if (!declared.contains(method)) {
                cases.add(new Case(
                        operation,
                        "refused: method",
                        method.name(),
                        valid.withMethod(method).withHeaders(valid.headers().without("Content-Type")),
                        new WrongMethod(declared),
                        Origin.of(Source.METHOD, "the path does not declare " + method)
                                .declaredAt(known.contract().documents().location(operation.place()))
                                .basedOn("RFC 9110 §15.5.6")));
            }
        }
        return cases;
    }
}
