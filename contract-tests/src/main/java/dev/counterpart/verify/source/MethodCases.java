package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.cases.Expectation.WrongMethod;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Methods that the path does not declare. Sent without a body, once for each path. */
public final class MethodCases implements CaseSource {

    private static final List<Method> TRIED =
            List.of(Method.GET, Method.POST, Method.PUT, Method.PATCH, Method.DELETE, Method.TRACE);

    private static final String UNKNOWN = "COUNTERPART";

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var ofPath = known.contract().operations().stream()
                .filter(other -> other.key().pathOnly().equals(operation.key().pathOnly()))
                .map(Operation::key)
                .toList();
        if (!ofPath.get(0).equals(operation.key())) {
            return List.of();
        }
        var declared = ofPath.stream().map(OperationKey::method).collect(Collectors.toCollection(TreeSet::new));
        declared.addAll(unread(operation, known));
        var valid = known.valid(operation).withBody(new byte[0]);
        var place = known.contract().documents().location(operation.place());
        var cases = new ArrayList<Case>();
        TRIED.stream()
                .filter(method -> !declared.contains(method))
                .forEach(method -> cases.add(undeclared(operation, valid, method, declared, place)));
        if (!declared.contains(Method.OPTIONS)) {
            cases.add(options(operation, valid));
        }
        cases.add(unknown(operation, valid));
        return cases;
    }

    /** Methods of operations that the document declares with an error, so that the contract lacks them. */
    private static List<Method> unread(Operation operation, Known known) {
        var documents = known.contract().documents();
        var path = documents.root().member("paths").member(operation.key().path());
        return documents.resolved(path).map(documents::members).orElse(Map.of()).keySet().stream()
                .flatMap(name -> Method.named(name.toUpperCase(Locale.ROOT)).stream())
                .toList();
    }

    private static Case undeclared(
            Operation operation, Request valid, Method method, Set<Method> declared, Location place) {
        return new Case(
                operation,
                "refused: method",
                method.name(),
                valid.withMethod(method).withHeaders(valid.headers().without("Content-Type")),
                new WrongMethod(declared),
                Origin.of(Source.METHOD, "the path does not declare " + method)
                        .declaredAt(place)
                        .basedOn("RFC 9110 §15.5.6"));
    }

    /** An unregistered method is refused (501, 405), or ignored. */
    private static Case unknown(Operation operation, Request valid) {
        return new Case(
                operation,
                "refused: method",
                UNKNOWN,
                new Request(
                        UNKNOWN, valid.path(), valid.query(), valid.headers().without("Content-Type"), new byte[0]),
                new Robust(UNKNOWN + ", an unregistered method"),
                Origin.of(Source.METHOD, "a method that is not recognised is refused (501)")
                        .basedOn("RFC 9110 §9.1"));
    }

    /** Servers answer OPTIONS by themselves, whether it is documented or not, and may refuse it. */
    private static Case options(Operation operation, Request valid) {
        return new Case(
                operation,
                "refused: method",
                "OPTIONS",
                valid.withMethod(Method.OPTIONS).withHeaders(valid.headers().without("Content-Type")),
                new Robust("OPTIONS, which the path does not declare"),
                Origin.of(Source.METHOD, "HTTP leaves it to the provider").basedOn("RFC 9110 §9.3.7"));
    }
}
