package dev.counterpart.verify.pass;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Link;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the links that the document declares for an answer, if they lead to GET and the answer contains every value that they
 * need.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#link-object">OpenAPI 3.1.1, Link Object</a>
 */
final class LinkPass implements Pass {

    private static final Set<Integer> LEADS_NOWHERE = Set.of(400, 404, 410, 422);

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        for (var result : context.results()) {
            if (result.sent().origin().source().isFoundation()
                    && result.answer().isPresent()
                    && Repetition.kind(result) == 2) {
                for (var link : links(result)) {
                    if (!context.cutsOff()) {
                        follow(context, result, link, found);
                    }
                }
            }
        }
    }

    private static List<Link> links(Result result) {
        return result.operation()
                .responseFor(result.status().orElseThrow())
                .map(DeclaredResponse::links)
                .orElse(List.of());
    }

    private static void follow(PassContext context, Result from, Link link, Consumer<Result> found) {
        var target = link.target(context.contract());
        if (target.isEmpty() || !target.get().key().method().equals(Method.GET)) {
            return;
        }
        var values = values(context, from, link);
        if (leads(target.get(), values.keySet())) {
            var request = context.plan().requests().of(target.get(), values);
            var result = context.send(linked(context, target.get(), from, link, request));
            found.accept(
                    LEADS_NOWHERE.contains(result.status().orElse(0))
                            ? context.withViolations(result, List.of(broken(context, result, link)))
                            : result);
        }
    }

    /** Whether there is a value for each path parameter. */
    private static boolean leads(Operation target, Set<String> names) {
        return target.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.PATH)
                .allMatch(parameter -> names.contains(parameter.name()) || names.contains("path." + parameter.name()));
    }

    private static Map<String, String> values(PassContext context, Result from, Link link) {
        var request = from.sent().request();
        var pathValues = new LinkedHashMap<String, String>();
        context.plan()
                .requests()
                .pathValues(from.operation(), request)
                .forEach((name, value) -> pathValues.put(name, PercentEncoding.decoded(value)));
        var expressions = new RuntimeExpressions(
                request, pathValues, from.answer().orElseThrow().response());
        var values = new LinkedHashMap<String, String>();
        link.parameters()
                .forEach((name, written) -> expressions.value(written).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private static Case linked(PassContext context, Operation target, Result from, Link link, Request request) {
        return new Case(
                target,
                "linked",
                link.name() + " of " + from.operation().name() + " " + Repetition.title(from.sent()),
                request,
                new Documented(),
                Origin.of(Source.EXAMPLE, "the document declares the link " + link.name())
                        .declaredAt(context.contract().documents().location(link.place())),
                from.sent().rules());
    }

    private static Violation broken(PassContext context, Result result, Link link) {
        return Violation.of(
                        GateRules.LINK_BROKEN,
                        Spot.of(Part.RESPONSE_STATUS),
                        "an answer to the request that the link describes",
                        Integer.toString(result.status().orElse(0)))
                .declaredAt(context.contract().documents().location(link.place()))
                .basedOn("OpenAPI 3.1.1, Link Object");
    }
}
