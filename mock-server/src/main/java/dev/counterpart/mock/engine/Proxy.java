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
import tools.jackson.databind.node.ObjectNode;

/**
 * The proxy as a function: requests go to an upstream server and its answers come back as they are, and what is wrong with either
 * is told in the header {@code sl-violations}. What the upstream does not implement is mocked.
 *
 * <p>Threads may share it.
 */
public final class Proxy implements Service {

    /** Where requests go. */
    public interface Forwarding {

        /**
         * The upstream's answer, as it is, but for hop-by-hop headers; or why there is none.
         *
         * @param rest of the request's body
         */
        Forwarded forward(Request request, Optional<Rest> rest);
    }

    /** What came of forwarding a request. */
    public sealed interface Forwarded {

        /**
         * An answer.
         *
         * @param plain the same with its body decompressed
         */
        record Answered(Response response, Response plain) implements Forwarded {}

        /**
         * An answer of which the rest is still to come.
         *
         * @param isLarge whether that is for its size; else because it is a stream
         */
        record Begun(Response response, Rest rest, boolean isLarge) implements Forwarded {}

        /** There was none, or none that is HTTP. */
        record Failed(String reason) implements Forwarded {}

        /** There was none in time. */
        record Late(String reason) implements Forwarded {}
    }

    private static final int NOT_IMPLEMENTED = 501;

    private final MockEngine mock;
    private final MockOptions options;
    private final Refusals refusals;
    private final Forwarding upstream;
    private final boolean mocksUnimplemented;

    /** @param mocksUnimplemented whether a 501 is answered by the mock instead */
    public Proxy(MockEngine mock, MockOptions options, Forwarding upstream, boolean mocksUnimplemented) {
        this.mock = mock;
        this.options = options;
        this.refusals = new Refusals(options.problems());
        this.upstream = upstream;
        this.mocksUnimplemented = mocksUnimplemented;
    }

    @Override
    public Answer answer(Request request, Optional<Rest> rest) {
        return options.cors() ? Cors.around(request, asked -> routed(asked, rest)) : routed(request, rest);
    }

    private Answer routed(Request request, Optional<Rest> rest) {
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(refusals.wrongPreference(preference.wrong().get()), "the preference is malformed");
        }
        var route = mock.route(request);
        if (route instanceof Route.Found found) {
            return known(new Asked(request, rest, found));
        }
        return options.errors() ? mock.routed(request) : unknown(request, rest);
    }

    private Answer unknown(Request request, Optional<Rest> rest) {
        if (isBodyOfGet(request)) {
            return Answer.of(refusals.bodyOfGet(), "a GET with a body is not forwarded");
        }
        var told = new SlViolations().add("request", warning("Selected route not found"));
        var forwarded = upstream.forward(request, rest);
        String reason = "the contract has no such route";
        if (forwarded instanceof Forwarded.Begun begun) {
            return Answer.of(with(told, begun.response()), reason).with(begun.rest());
        }
        return Answer.of(
                forwarded instanceof Forwarded.Answered answered ? with(told, answered.response()) : failed(forwarded),
                reason);
    }

    /** A request that leads to an operation. */
    private record Asked(Request request, Optional<Rest> rest, Route.Found route) {

        /** Without what cannot be judged: a body that is not here as a whole. */
        Asked judged() {
            if (rest.isEmpty()) {
                return this;
            }
            return new Asked(
                    request.withBody(new byte[0]),
                    Optional.empty(),
                    new Route.Found(route.operation().withoutBody(), route.encodedValues()));
        }
    }

    private Answer known(Asked asked) {
        var request = asked.request();
        var access = mock.access(request, asked.route());
        var violations =
                mock.violations(asked.judged().request(), asked.judged().route());
        if (options.errors()) {
            var refusal = refusal(access, violations);
            if (refusal.isPresent()) {
                return answer(refusal.get(), asked, violations, "the request breaks the contract, and --errors is on");
            }
        }
        if (isBodyOfGet(request)) {
            return answer(refusals.bodyOfGet(), asked, violations, "a GET with a body is not forwarded");
        }
        var told = new SlViolations();
        PrismMessage.ofAccess(access).forEach(finding -> told.add("request", finding));
        told.add("request", violations);
        if (asked.rest().isPresent()) {
            told.add("request", tooLarge("Request"));
        }
        return judged(upstream.forward(request, asked.rest()), asked, violations, told);
    }

    /** What the upstream server said, with what is wrong with it. */
    private Answer judged(Forwarded forwarded, Asked asked, List<Violation> violations, SlViolations told) {
        if (forwarded instanceof Forwarded.Answered answered) {
            if (isMocked(answered.response(), asked)) {
                return mock.routed(asked.request());
            }
            var ofResponse = mock.judgement(answered.plain(), asked.route().operation(), asked.request());
            told.add("response", ofResponse);
            return told(answered.response(), asked, violations, ofResponse, told, "answered by the upstream server");
        }
        if (forwarded instanceof Forwarded.Begun begun) {
            if (isMocked(begun.response(), asked)) {
                begun.rest().close();
                return mock.routed(asked.request());
            }
            var ofResponse =
                    mock.judgementOfHead(begun.response(), asked.route().operation(), asked.request());
            told.add("response", ofResponse);
            if (begun.isLarge()) {
                told.add("response", tooLarge("Response"));
            }
            String reason = begun.isLarge()
                    ? "answered by the upstream server; the body is too large to be judged"
                    : "answered by the upstream server; a stream, of which the body is not judged";
            var answer = told(begun.response(), asked, violations, ofResponse, told, reason);
            if (isRefused(ofResponse)) {
                begun.rest().close();
                return answer;
            }
            return answer.with(begun.rest());
        }
        return answer(failed(forwarded), asked, violations, "the upstream server gave no answer");
    }

    private boolean isMocked(Response response, Asked asked) {
        return mocksUnimplemented
                && response.status() == NOT_IMPLEMENTED
                && asked.rest().isEmpty();
    }

    private Answer told(
            Response response,
            Asked asked,
            List<Violation> violations,
            List<Violation> ofResponse,
            SlViolations told,
            String reason) {
        if (isRefused(ofResponse)) {
            return answer(
                    with(told, refusals.wrongAnswer(errors(ofResponse))),
                    asked,
                    violations,
                    "the upstream's answer breaks the contract, and --errors is on");
        }
        return answer(
                MockEngine.deprecated(with(told, response), asked.route().operation()), asked, violations, reason);
    }

    private boolean isRefused(List<Violation> ofResponse) {
        return options.errors() && !errors(ofResponse).isEmpty();
    }

    private static List<Violation> errors(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
    }

    private static ObjectNode warning(String message) {
        return JsonNodeFactory.instance.objectNode().put("severity", "Warning").put("message", message);
    }

    private static ObjectNode tooLarge(String message) {
        var warning = JsonNodeFactory.instance.objectNode();
        warning.putArray("location").add("body");
        return warning.setAll(warning(message + " body is larger than " + MOST_HELD + " bytes and was not judged"));
    }

    private Optional<Response> refusal(Access access, List<Violation> violations) {
        if (access instanceof Access.Refused refused) {
            return Optional.of(refusals.unauthorised(refused.challenge()));
        }
        return errors(violations).isEmpty() ? Optional.empty() : Optional.of(refusals.unprocessable(violations));
    }

    private static boolean isBodyOfGet(Request request) {
        boolean reads =
                request.method().equals(Method.GET.name()) || request.method().equals(Method.HEAD.name());
        return reads && request.hasBody();
    }

    private Response failed(Forwarded forwarded) {
        return forwarded instanceof Forwarded.Late late
                ? refusals.late(late.reason())
                : refusals.unreachable(((Forwarded.Failed) forwarded).reason());
    }

    private static Response with(SlViolations told, Response response) {
        return told.value()
                .map(value -> response.with(SlViolations.HEADER, value))
                .orElse(response);
    }

    private static Answer answer(Response response, Asked asked, List<Violation> violations, String reason) {
        return new Answer(
                response,
                Optional.of(asked.route().operation()),
                Duration.ZERO,
                Optional.empty(),
                violations,
                List.of(reason));
    }
}
