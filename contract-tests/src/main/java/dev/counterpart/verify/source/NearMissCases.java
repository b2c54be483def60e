package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.Changes;
import dev.counterpart.verify.variation.NearMisses;
import dev.counterpart.verify.variation.NumberReadings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Path parameters that differ slightly from a valid value, kept only if the schema refuses what the target reads. */
public final class NearMissCases implements CaseSource {

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var batch = new Batch(operation, known);
        var cases = new ArrayList<Case>();
        for (var parameter : operation.parameters()) {
            var refused = parameter.in() == In.PATH ? batch.refused(parameter) : List.<Case>of();
            cases.addAll(refused);
            refused.stream()
                    .filter(planned -> operation.key().method().equals(Method.GET))
                    .findFirst()
                    .map(NearMissCases::byHead)
                    .ifPresent(cases::add);
        }
        return cases;
    }

    /** The cases of one operation. */
    private static final class Batch {

        private final Operation operation;
        private final Known known;
        private final Request valid;
        private final Map<String, String> good;

        Batch(Operation operation, Known known) {
            this.operation = operation;
            this.known = known;
            this.valid = known.valid(operation);
            this.good = known.pathValues(operation, valid);
        }

        List<Case> refused(Parameter parameter) {
            String value = good.get(parameter.name());
            return value == null
                    ? List.of()
                    : misses(value).entrySet().stream()
                            .flatMap(miss -> refused(parameter, miss.getKey(), miss.getValue()).stream())
                            .toList();
        }

        private Optional<Case> refused(Parameter parameter, String title, String encoded) {
            return reason(parameter, encoded)
                    .filter(reason -> !isOpen(reason)
                            || NumberReadings.of(PercentEncoding.decoded(encoded)).stream()
                                    .allMatch(text -> reason(parameter, text).isPresent()))
                    .map(reason -> refused(parameter, title, encoded, reason));
        }

        private Case refused(Parameter parameter, String title, String encoded, Violation reason) {
            String sent = Violation.shortened("\"" + PercentEncoding.decoded(encoded) + "\"");
            return new Case(
                    operation,
                    "refused: path parameter " + parameter.name(),
                    title,
                    request(parameter, encoded),
                    new Refusal(Spot.of(Part.REQUEST_PATH, parameter.name()), sent + " is not " + reason.expected()),
                    Origin.of(Source.NEAR_MISS, "the path parameter must be " + reason.expected())
                            .declaredAt(reason.declared()
                                    .orElse(known.contract().documents().location(parameter.place()))));
        }

        private Request request(Parameter parameter, String encoded) {
            return Changes.path(operation, valid, good, parameter, encoded);
        }

        /** Why the value makes the request invalid; empty if it may be valid, or leads to another operation. */
        private Optional<Violation> reason(Parameter parameter, String encoded) {
            return known.violations(operation, request(parameter, encoded)).stream()
                    .flatMap(List::stream)
                    .filter(violation -> violation.at().part() == Part.REQUEST_PATH
                            && violation.at().pointer().getMatchingProperty().equals(parameter.name())
                            && !violation.rule().id().endsWith(".deprecated"))
                    .findFirst();
        }
    }

    /** A number is expected, and OpenAPI leaves open how a text becomes one. */
    private static boolean isOpen(Violation reason) {
        return reason.rule().id().endsWith(".schema.type");
    }

    /** Variants of the valid value, percent-encoded, by title. */
    private static Map<String, String> misses(String good) {
        var misses = new LinkedHashMap<String, String>();
        NearMisses.of(PercentEncoding.decoded(good))
                .forEach((title, text) -> misses.put(title, PercentEncoding.encoded(text)));
        misses.put("an octet that is not UTF-8", good + "%FF");
        return misses;
    }

    /** HEAD is GET without the body, so HEAD must not find what GET refuses (RFC 9110 §9.3.2). */
    private static Case byHead(Case get) {
        return new Case(
                get.operation(),
                get.group(),
                get.title() + ", by HEAD",
                get.request().withMethod(Method.HEAD),
                get.expectation(),
                get.origin().basedOn("RFC 9110 §9.3.2"));
    }
}
