package dev.counterpart.mock.engine;

import dev.counterpart.mock.MockOptions;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The proxy as a function: requests go to an upstream server and its answers come back as they are, and what is wrong with either
 * is told in the header {@code sl-violations}. What the upstream does not implement is mocked.
 *
 * <p>Threads may share it.
 */
public final class Proxy {

    /** Where requests go. */
    public interface Forwarding {

        /** The upstream's answer, as it is, but for hop-by-hop headers; or why there is none. */
        Forwarded forward(Request request);
    }

    /** What came of forwarding a request. */
    public sealed interface Forwarded {

        /**
         * An answer.
         *
         * @param plain the same with its body decompressed
         */
        record Answered(Response response, Response plain) implements Forwarded {}

        record Failed(String reason) implements Forwarded {}
    }

    private static final int NOT_IMPLEMENTED = 501;

    private final MockEngine mock;
    private final MockOptions options;
    private final Refusals refusals;
    private final Forwarding upstream;

    public Proxy(MockEngine mock, MockOptions options, Forwarding upstream) {
        this.mock = mock;
        this.options = options;
        this.refusals = new Refusals(options.problems());
        this.upstream = upstream;
    }

    public Answer answer(Request request) {
        return options.cors() ? Cors.around(request, this::routed) : routed(request);
    }

    private Answer routed(Request request) {
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(refusals.wrongPreference(preference.wrong().get()), "the preference is malformed");
        }
        var route = mock.route(request);
        if (route instanceof Route.Found found) {
            return known(request, found);
        }
        return options.errors() ? mock.routed(request) : unknown(request);
    }

    private Answer unknown(Request request) {
        var warning = JsonNodeFactory.instance
                .objectNode()
                .put("severity", "Warning")
                .put("message", "Selected route not found");
        var told = new SlViolations().add("request", warning);
        if (isBodyOfGet(request)) {
            return Answer.of(refusals.bodyOfGet(), "a GET with a body is not forwarded");
        }
        var forwarded = upstream.forward(request);
        return Answer.of(
                forwarded instanceof Forwarded.Answered answered ? with(told, answered.response()) : failed(forwarded),
                "the contract has no such route");
    }

    private Answer known(Request request, Route.Found route) {
        var access = mock.access(request, route);
        var violations = mock.violations(request, route);
        if (options.errors()) {
            var refusal = refusal(access, violations);
            if (refusal.isPresent()) {
                return answer(refusal.get(), route, violations, "the request breaks the contract, and --errors is on");
            }
        }
        if (isBodyOfGet(request)) {
            return answer(refusals.bodyOfGet(), route, violations, "a GET with a body is not forwarded");
        }
        var forwarded = upstream.forward(request);
        if (!(forwarded instanceof Forwarded.Answered answered)) {
            return answer(failed(forwarded), route, violations, "the upstream server gave no answer");
        }
        if (answered.response().status() == NOT_IMPLEMENTED) {
            return mock.routed(request);
        }
        var ofResponse = mock.judgement(answered.plain(), route.operation(), request);
        var told = new SlViolations();
        PrismMessage.ofAccess(access).forEach(finding -> told.add("request", finding));
        told.add("request", violations).add("response", ofResponse);
        var broken = ofResponse.stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
        if (options.errors() && !broken.isEmpty()) {
            return answer(
                    with(told, refusals.wrongAnswer(broken)),
                    route,
                    violations,
                    "the upstream's answer breaks the contract, and --errors is on");
        }
        return answer(
                MockEngine.deprecated(with(told, answered.response()), route.operation()),
                route,
                violations,
                "answered by the upstream server");
    }

    private Optional<Response> refusal(Access access, List<Violation> violations) {
        if (access instanceof Access.Refused refused) {
            return Optional.of(refusals.unauthorised(refused.challenge()));
        }
        boolean broken = violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
        return broken ? Optional.of(refusals.unprocessable(violations)) : Optional.empty();
    }

    private static boolean isBodyOfGet(Request request) {
        boolean reads =
                request.method().equals(Method.GET.name()) || request.method().equals(Method.HEAD.name());
        return reads && request.hasBody();
    }

    private Response failed(Forwarded forwarded) {
        return refusals.unreachable(((Forwarded.Failed) forwarded).reason());
    }

    private static Response with(SlViolations told, Response response) {
        return told.value()
                .map(value -> response.with(SlViolations.HEADER, value))
                .orElse(response);
    }

    private static Answer answer(Response response, Route.Found route, List<Violation> violations, String reason) {
        return new Answer(
                response, Optional.of(route.operation()), Duration.ZERO, Optional.empty(), violations, List.of(reason));
    }
}
