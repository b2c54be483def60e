package dev.counterpart.verify.plan;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.source.Known;
import dev.counterpart.verify.variation.RequestPart;
import dev.counterpart.verify.variation.RequestParts;
import dev.counterpart.verify.variation.ShorterTexts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases with the same validity and expectation as a given one, but a smaller request. Credentials and path are kept, because
 * without them the request would mean something else.
 */
public final class SmallerCases {

    private static final int MOST_NAMED = 6;

    private final Case whole;
    private final String shown;
    private final Known known;
    private final RequestParts parts;
    private final Set<String> reasons;

    /** {@code shown} names what the cases must show, which makes their names unique. */
    SmallerCases(Case whole, String shown, Known known) {
        this.whole = whole;
        this.shown = shown;
        this.known = known;
        this.parts =
                new RequestParts(whole.request(), known.requests().credentials().names());
        this.reasons = reasons(whole.request());
    }

    /** The parts that can be removed one by one. */
    public List<RequestPart> parts() {
        return parts.all().stream()
                .filter(part -> !isMeant(part))
                .filter(part -> without(List.of(part)).isPresent())
                .toList();
    }

    /** Whether the case is about that part, so that it is meaningless without it. */
    private boolean isMeant(RequestPart part) {
        return whole.expectation() instanceof Valid valid
                && part.kind() != RequestPart.Kind.BODY
                && valid.at().pointer().getMatchingProperty() != null
                && part.name().equalsIgnoreCase(valid.at().pointer().getMatchingProperty());
    }

    /** The case without those parts; empty if that changes its validity. */
    public Optional<Case> without(List<RequestPart> left) {
        return alike(parts.without(left), "without " + named(left));
    }

    /** The case with one text in its query or body shortened; the shortest variants first. */
    public List<Case> shortened(Case smaller) {
        String sofar = smaller.origin().source() == Source.SHRUNK
                ? smaller.origin().reason().substring(from().length())
                : "";
        return ShorterTexts.of(smaller.request()).stream()
                .flatMap(shorter -> alike(shorter.request(), and(sofar, shorter.what() + " shortened")).stream())
                .toList();
    }

    private static String and(String changes, String more) {
        return changes.contains(more) ? changes : changes.isEmpty() ? more : changes + "; " + more;
    }

    private static String named(List<RequestPart> left) {
        var outermost = left.stream()
                .filter(part -> left.stream().noneMatch(other -> !part.equals(other) && part.isWithin(other)))
                .map(RequestPart::toString)
                .toList();
        var named = String.join(", ", outermost.subList(0, Math.min(outermost.size(), MOST_NAMED)));
        return outermost.size() > MOST_NAMED ? named + " and " + (outermost.size() - MOST_NAMED) + " more" : named;
    }

    private Optional<Case> alike(Request request, String change) {
        return !request.equals(whole.request()) && reasons(request).equals(reasons)
                ? Optional.of(new Case(
                        whole.operation(),
                        whole.group(),
                        whole.title() + ", shrunk: " + shown,
                        request,
                        expectation(request),
                        new Origin(
                                Source.SHRUNK,
                                from() + change,
                                whole.origin().declared(),
                                whole.origin().basis()),
                        whole.rules()))
                : Optional.empty();
    }

    private String from() {
        return "from \"" + whole.title() + "\": ";
    }

    /** The reasons why the request is invalid now. */
    private Expectation expectation(Request request) {
        if (whole.expectation() instanceof Refusal refusal) {
            return violations(whole.request())
                    .filter(violation -> Refusal.flaw(violation).equals(refusal.flaw()))
                    .findFirst()
                    .flatMap(flawed -> violations(request)
                            .filter(violation -> key(violation).equals(key(flawed)))
                            .findFirst())
                    .map(violation -> new Refusal(refusal.at(), Refusal.flaw(violation)))
                    .orElse(refusal);
        }
        return whole.expectation() instanceof Valid valid
                        && valid.at().pointer().matches()
                ? described(valid, request)
                : whole.expectation();
    }

    private static Valid described(Valid valid, Request request) {
        return Json.parse(request.body()) instanceof Json.Parsed.Value body
                ? new Valid(valid.at(), Json.described(body.node()), valid.isClosed())
                : valid;
    }

    private Set<String> reasons(Request request) {
        return violations(request).map(SmallerCases::key).collect(Collectors.toSet());
    }

    private Stream<Violation> violations(Request request) {
        return known.violations(whole.operation(), request).stream()
                .flatMap(List::stream)
                .filter(violation -> violation.severity() == Severity.ERROR);
    }

    /** Elements of arrays count as one place, because removing one moves the others. */
    private static String key(Violation violation) {
        return violation.rule().id() + " " + violation.at().toString().replaceAll("/\\d+(?=/|$)", "/*");
    }
}
