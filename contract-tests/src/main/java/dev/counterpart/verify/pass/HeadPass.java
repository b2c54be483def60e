package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Expectation.HeadOfGet;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** HEAD is answered like GET, without the body (RFC 9110 §9.3.2). Both are sent again, one after the other. */
final class HeadPass implements Pass {

    private static final String BASIS = "RFC 9110 §9.3.2";
    private static final int ROUNDS = 3;

    /**
     * These say that the resource does not exist, which GET contradicts; other refusals may be of the method, which the document
     * does not declare. Routers without support for HEAD also answer this, hence a warning.
     */
    private static final Set<Integer> GONE = Set.of(404, 410);

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        for (var head : context.results()) {
            if (head.sent().expectation() instanceof HeadOfGet of
                    && !of.isDenied()
                    && head.answer().isPresent()) {
                get(context.results(), head)
                        .filter(get -> !context.cutsOff())
                        .ifPresent(get -> compare(context, head, get, found));
            }
        }
    }

    private static Optional<Result> get(List<Result> results, Result head) {
        var request = head.sent().request();
        return results.stream()
                .filter(result -> result.sent().isOnTheWire() && result.answer().isPresent())
                .filter(result -> result.sent().request().method().equals("GET"))
                .filter(result ->
                        result.sent().request().equals(request.withMethod(dev.counterpart.spec.http.Method.GET)))
                .findFirst();
    }

    /** Both are sent again before they are reported as different: the length of some answers varies. */
    private static void compare(PassContext context, Result head, Result get, Consumer<Result> found) {
        var gets = new ArrayList<>(List.of(get.answer().orElseThrow().response()));
        var last = head;
        List<Violation> violations = List.of();
        for (int i = 0; i < ROUNDS && (i == 0 || !violations.isEmpty()); i++) {
            var again = context.send(Repetition.again(
                    get.sent(),
                    "on the wire",
                    "GET to compare with HEAD",
                    get.sent().expectation()));
            last = context.send(Repetition.again(head.sent(), "on the wire", "HEAD to compare with GET"));
            if (again.answer().isEmpty() || last.answer().isEmpty()) {
                return;
            }
            gets.add(again.answer().get().response());
            violations = differences(last.answer().get().response(), gets);
        }
        found.accept(violations.isEmpty() ? last : context.withViolations(last, violations));
    }

    private static List<Violation> differences(Response head, List<Response> gets) {
        int status = gets.get(0).status();
        if (gets.stream().anyMatch(get -> get.status() != status)) {
            return List.of();
        }
        var wrongStatus = violation(Spot.of(Part.RESPONSE_STATUS), "" + status, "" + head.status());
        if (GONE.contains(head.status()) && status / 100 == 2) {
            return List.of(wrongStatus.withSeverity(Severity.WARNING));
        }
        if (head.status() / 100 == 4 || head.status() >= 500) {
            return List.of();
        }
        return head.status() == status ? headerDifferences(head, gets) : List.of(wrongStatus);
    }

    private static List<Violation> headerDifferences(Response head, List<Response> gets) {
        return Stream.of(typeDifference(head, gets.get(0)), lengthDifference(head, gets))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Violation> typeDifference(Response head, Response get) {
        var type = head.contentType().map(MediaType::essence);
        var expected = get.contentType().map(MediaType::essence);
        return type.filter(sent -> !type.equals(expected))
                .map(sent -> violation(Spot.of(Part.RESPONSE_HEADER, "Content-Type"), expected.orElse("none"), sent));
    }

    private static Optional<Violation> lengthDifference(Response head, List<Response> gets) {
        var length = length(head);
        var lengths = gets.stream().map(HeadPass::length).distinct().toList();
        boolean isKnown = lengths.size() == 1 && lengths.get(0).isPresent();
        return length.filter(sent -> isKnown && !length.equals(lengths.get(0)))
                .map(sent -> violation(
                        Spot.of(Part.RESPONSE_HEADER, "Content-Length"),
                        lengths.get(0).get(),
                        sent));
    }

    /** The length, which may be repeated in one line and have leading zeros (RFC 9110 §8.6). */
    private static Optional<String> length(Response response) {
        return response.headers()
                .first("Content-Length")
                .map(value -> value.replaceFirst(",.*", "").strip().replaceFirst("^0+(?=\\d)", ""));
    }

    private static Violation violation(Spot at, String expected, String actual) {
        return Violation.of(GateRules.HEAD_DIFFERS, at, expected + ", as for GET", actual)
                .basedOn(BASIS);
    }
}
