package dev.counterpart.verify.pass;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Place;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the links that the document declares for an answer, as far as they lead to GET and the answer holds every value
 * that they need.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#link-object">OpenAPI 3.1.1, Link Object</a>
 */
final class LinkPass implements Pass {

    private static final Set<Integer> LEADS_NOWHERE = Set.of(400, 404, 410, 422);

    @Override
    public void run(Session session, Consumer<Result> found) {
        for (var result : session.results()) {
            if (result.sent().origin().source().isFoundation()
                    && result.answer().isPresent()
                    && Sent.kind(result) == 2) {
                links(session, result).forEach((name, link) -> {
                    if (!session.cutsOff()) {
                        follow(session, result, name, link, found);
                    }
                });
            }
        }
    }

    private static Map<String, Place> links(Session session, Result result) {
        var documents = session.contract().documents();
        var links = new LinkedHashMap<String, Place>();
        result.operation()
                .responseFor(result.status().orElseThrow())
                .flatMap(response -> documents.resolved(response.place()))
                .map(place -> documents.members(place.member("links")))
                .orElse(Map.of())
                .forEach((name, place) -> documents.resolved(place).ifPresent(link -> links.put(name, link)));
        return links;
    }

    private static void follow(Session session, Result from, String name, Place link, Consumer<Result> found) {
        var target = target(session, link);
        if (target.isEmpty() || target.get().key().method() != Method.GET) {
            return;
        }
        var values = values(session, from, link);
        boolean leads = target.get().parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.PATH)
                .allMatch(parameter ->
                        values.containsKey(parameter.name()) || values.containsKey("path." + parameter.name()));
        if (leads) {
            var request = session.plan().requests().of(target.get(), values);
            var result = session.send(linked(session, target.get(), from, name, link, request));
            found.accept(
                    LEADS_NOWHERE.contains(result.status().orElse(0))
                            ? session.judged(result, List.of(broken(session, result, link)))
                            : result);
        }
    }

    private static Optional<Operation> target(Session session, Place link) {
        var documents = session.contract().documents();
        String id = documents.at(link.member("operationId")).asString("");
        if (!id.isEmpty()) {
            return session.contract().operation(id);
        }
        return dev.counterpart.spec.Documents.target(
                        link, documents.at(link.member("operationRef")).asString(""))
                .flatMap(place -> session.contract().operations().stream()
                        .filter(operation -> operation.place().equals(place))
                        .findFirst());
    }

    private static Map<String, String> values(Session session, Result from, Place link) {
        var documents = session.contract().documents();
        Response response = from.answer().orElseThrow().response();
        var request = from.sent().request();
        var expressions = new RuntimeExpression(
                request, session.plan().requests().pathValues(from.operation(), request), response);
        var values = new LinkedHashMap<String, String>();
        documents
                .members(link.member("parameters"))
                .forEach((name, place) ->
                        expressions.value(documents.at(place)).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private static Case linked(
            Session session, Operation target, Result from, String name, Place link, Request request) {
        return new Case(
                target,
                "linked",
                name + " of " + from.operation().name() + " " + Sent.title(from.sent()),
                request,
                new Documented(),
                Origin.of(Source.EXAMPLE, "the document declares the link " + name)
                        .declaredAt(session.contract().documents().location(link)),
                from.sent().rules());
    }

    private static Violation broken(Session session, Result result, Place link) {
        return Violation.of(
                        GateRules.LINK_BROKEN,
                        Spot.of(Part.RESPONSE_STATUS),
                        "an answer to the request that the link describes",
                        Integer.toString(result.status().orElse(0)))
                .declaredAt(session.contract().documents().location(link))
                .basedOn("OpenAPI 3.1.1, Link Object");
    }
}
