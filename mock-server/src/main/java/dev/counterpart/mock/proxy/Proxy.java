package dev.counterpart.mock.proxy;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.control.Staged;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.mock.dialect.SlViolations;
import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The proxy as a function: requests go to an upstream server, its answers come back unchanged, and the violations of both are
 * reported in the header {@code sl-violations}. Operations that the upstream does not implement are mocked.
 *
 * <p>Thread-safe.
 */
public final class Proxy implements Service {

    /** The destination of requests. */
    public interface Forwarding {

        /**
         * The upstream's answer, unchanged except for hop-by-hop headers; or why there is none.
         *
         * @param rest of the request's body
         */
        Forwarded forward(Request request, Optional<Rest> rest);
    }

    /** The result of forwarding a request. */
    public sealed interface Forwarded {

        /** An answer as it was sent: its body may be encoded. */
        record Answered(Response response) implements Forwarded {}

        /**
         * An answer whose rest is still arriving.
         *
         * @param isLarge whether the body is large; otherwise it is a stream
         */
        record Begun(Response response, Rest rest, boolean isLarge) implements Forwarded {}

        /** There was no answer, or it was not HTTP. */
        record Failed(String reason) implements Forwarded {}

        /** The timeout passed without an answer. */
        record Late(String reason) implements Forwarded {}
    }

    private static final int NOT_IMPLEMENTED = 501;

    /** Of a stream; larger items are forwarded without being validated. */
    private static final int LARGEST_ITEM = 1024 * 1024;

    private final MockEngine mock;
    private final MockOptions options;
    private final Refusals refusals;
    private final Forwarding upstream;
    private final boolean mocksUnimplemented;
    private final Consumer<String> happened;

    /** @param mocksUnimplemented whether the mock answers instead of a 501 */
    public Proxy(MockEngine mock, MockOptions options, Forwarding upstream, boolean mocksUnimplemented) {
        this(mock, options, upstream, mocksUnimplemented, line -> {});
    }

    /**
     * A proxy that reports what happens before an answer has ended.
     *
     * @param mocksUnimplemented whether the mock answers instead of a 501
     * @param happened receives violations of streams as soon as they are found, each in a line; from several threads
     */
    public Proxy(
            MockEngine mock,
            MockOptions options,
            Forwarding upstream,
            boolean mocksUnimplemented,
            Consumer<String> happened) {
        this.happened = happened;
        this.mock = mock;
        this.options = options;
        this.refusals = mock.dialect().refusals();
        this.upstream = upstream;
        this.mocksUnimplemented = mocksUnimplemented;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public Answer answer(Request request, Optional<Rest> rest) {
        return mock.opened(request, asked -> routed(asked, rest));
    }

    private Answer routed(Request request, Optional<Rest> rest) {
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(preference.wrong().get().refused(refusals), "the preference is malformed");
        }
        var route = mock.route(request);
        if (route instanceof Route.Found found) {
            var set = mock.staged(found, request);
            var asked = new Asked(request, rest, found, set);
            return set.isPresent() ? set(asked, set.get()) : known(asked);
        }
        return options.errors() ? mock.routed(request) : unknown(request, rest);
    }

    /** An answer or fault that people have set is not the upstream server's; a delay is added to its answer. */
    private Answer set(Asked asked, Staged set) {
        var answer = set.answer();
        if (answer.isAnswer() || answer.fault().isPresent()) {
            return mock.answered(asked.route(), asked.request(), set);
        }
        var forwarded = known(asked);
        return answer.delay()
                .filter(delay -> forwarded.delay().isZero())
                .map(delay -> forwarded.delayed(delay.of(asked.request().target()), set.reason()))
                .orElse(forwarded);
    }

    private Answer unknown(Request request, Optional<Rest> rest) {
        if (isBodyOfGet(request)) {
            return Answer.of(refusals.bodyOfGet(), "a GET with a body is not forwarded");
        }
        var found = new SlViolations().add("request", warning("Selected route not found"));
        var forwarded = upstream.forward(request, rest);
        String reason = "the contract has no such route";
        if (forwarded instanceof Forwarded.Begun begun) {
            return Answer.of(found.on(begun.response()), reason).with(begun.rest());
        }
        return Answer.of(
                forwarded instanceof Forwarded.Answered answered ? found.on(answered.response()) : failed(forwarded),
                reason);
    }

    /**
     * A request for an operation.
     *
     * @param set what people have set for it
     */
    private record Asked(Request request, Optional<Rest> rest, Route.Found route, Optional<Staged> set) {

        /** Without content codings; without a body if it cannot be validated because it is too large or cannot be decoded. */
        Asked readable() {
            if (rest.isEmpty() && body() instanceof ContentCoding.Result.Plain plain) {
                return new Asked(request.withBody(plain.body()), rest, route, set);
            }
            return new Asked(
                    request.withBody(new byte[0]),
                    Optional.empty(),
                    new Route.Found(route.operation().withoutBody(), route.encodedValues()),
                    set);
        }

        ContentCoding.Result body() {
            return rest.isEmpty()
                    ? ContentCoding.decoded(request.headers(), request.body(), Service.MOST_HELD)
                    : new ContentCoding.Result.Plain(new byte[0]);
        }
    }

    private Answer known(Asked asked) {
        var request = asked.request();
        var access = mock.validated().access(asked.route().operation(), request);
        var readable = asked.readable();
        var violations = new ArrayList<>(mock.validated().ofRequest(readable.route(), readable.request()));
        corrupt(asked.body(), MessageRules.BODY_SYNTAX, Spot.Part.REQUEST_BODY).ifPresent(violations::add);
        var refusal =
                options.errors() ? refusal(asked.route().operation(), access, violations) : Optional.<Response>empty();
        if (refusal.isPresent()) {
            return Answer.of(
                    refusal.get(), asked.route(), violations, "the request violates the contract, and --errors is set");
        }
        if (isBodyOfGet(request)
                && !mock.dialect().validation().forwardsBodyOfGet(asked.route().operation())) {
            return Answer.of(refusals.bodyOfGet(), asked.route(), violations, "a GET with a body is not forwarded");
        }
        var found = found(asked, access, violations);
        return answer(upstream.forward(request, asked.rest()), new Validating(asked, violations, found));
    }

    /** What the answer says about the request. */
    private static SlViolations found(Asked asked, Access access, List<Violation> violations) {
        var found = new SlViolations();
        ViolationEntry.ofAccess(access).forEach(finding -> found.add("request", finding));
        found.add("request", violations);
        if (asked.rest().isPresent()) {
            found.add("request", tooLarge("Request"));
        }
        unchecked("Request", asked.body()).ifPresent(warning -> found.add("request", warning));
        return found;
    }

    /**
     * A running exchange.
     *
     * @param violations of the request
     * @param found findings about request and response
     */
    private record Validating(Asked asked, List<Violation> violations, SlViolations found) {

        Answer with(Response response, String reason) {
            return Answer.of(response, asked.route(), violations, reason);
        }

        Operation operation() {
            return asked.route().operation();
        }
    }

    private Answer answer(Forwarded forwarded, Validating exchange) {
        if (forwarded instanceof Forwarded.Answered answered) {
            return isMocked(answered.response(), exchange.asked())
                    ? mocked(exchange.asked())
                    : whole(answered, exchange);
        }
        if (forwarded instanceof Forwarded.Begun begun) {
            if (isMocked(begun.response(), exchange.asked())) {
                begun.rest().close();
                return mocked(exchange.asked());
            }
            return begun(begun, exchange);
        }
        return exchange.with(failed(forwarded), "the upstream server gave no answer");
    }

    /** The answer of the mock, with what was set for the request and has been counted. */
    private Answer mocked(Asked asked) {
        return asked.set()
                .map(set -> mock.answered(asked.route(), asked.request(), set))
                .orElseGet(() -> mock.routed(asked.request()));
    }

    private Answer whole(Forwarded.Answered answered, Validating exchange) {
        var response = answered.response();
        var body = ContentCoding.decoded(response.headers(), response.body(), Service.MOST_HELD);
        var ofResponse = ofResponse(response, body, exchange);
        exchange.found().add("response", ofResponse);
        unchecked("Response", body).ifPresent(warning -> exchange.found().add("response", warning));
        return isRefused(ofResponse)
                ? refused(answered.response(), ofResponse, exchange)
                : passed(answered.response(), exchange, "answered by the upstream server")
                        .warning(ofResponse);
    }

    private List<Violation> ofResponse(Response response, ContentCoding.Result body, Validating exchange) {
        var request = exchange.asked().request();
        if (body instanceof ContentCoding.Result.Plain plain) {
            return mock.validated().ofResponse(exchange.operation(), request, response.withBody(plain.body()));
        }
        var violations = new ArrayList<>(mock.validated().ofHead(exchange.operation(), request, response));
        corrupt(body, MessageRules.RESPONSE_BODY_SYNTAX, Spot.Part.RESPONSE_BODY)
                .ifPresent(violations::add);
        return violations;
    }

    private static Optional<Violation> corrupt(ContentCoding.Result body, Rule rule, Spot.Part part) {
        return body instanceof ContentCoding.Result.Corrupt corrupt
                ? Optional.of(Violation.of(
                        rule,
                        Spot.of(part),
                        "a body that is " + corrupt.coding() + " data, as Content-Encoding says",
                        corrupt.reason()))
                : Optional.empty();
    }

    private static Optional<ObjectNode> unchecked(String message, ContentCoding.Result body) {
        if (body instanceof ContentCoding.Result.TooLarge) {
            return Optional.of(tooLarge(message));
        }
        return body instanceof ContentCoding.Result.Unsupported unsupported
                ? Optional.of(ofBody(message + " body was not checked: coding " + unsupported.coding()))
                : Optional.empty();
    }

    private Answer begun(Forwarded.Begun begun, Validating exchange) {
        var ofResponse =
                mock.validated().ofHead(exchange.operation(), exchange.asked().request(), begun.response());
        exchange.found().add("response", ofResponse);
        if (begun.isLarge()) {
            exchange.found().add("response", tooLarge("Response"));
        }
        if (isRefused(ofResponse)) {
            begun.rest().close();
            return refused(begun.response(), ofResponse, exchange);
        }
        var items = begun.isLarge() ? Optional.<StreamItems>empty() : items(begun.response(), exchange);
        String validated = begun.isLarge()
                ? "the body is too large to be validated"
                : items.isPresent()
                        ? "a stream, whose items are validated while they are forwarded"
                        : "a stream, whose body is not validated";
        return passed(begun.response(), exchange, "answered by the upstream server; " + validated)
                .warning(ofResponse)
                .with(items.map(known -> following(begun, known)).orElse(begun.rest()));
    }

    /** The items of a stream that can be validated. */
    private Optional<StreamItems> items(Response head, Validating exchange) {
        String name = exchange.operation().key() + ", stream: ";
        return ContentCoding.isDecodable(head.headers())
                ? mock.validated()
                        .ofStream(exchange.operation(), head, LARGEST_ITEM)
                        .map(validator -> new StreamItems(validator, line -> happened.accept(name + line)))
                : Optional.empty();
    }

    private static Rest following(Forwarded.Begun begun, StreamItems items) {
        var headers = begun.response().headers();
        var bytes = ContentCoding.isCoded(headers) ? new CodedItems(items, headers) : items;
        var stream = new ValidatingStream(begun.rest().bytes(), bytes);
        return new Rest(stream, begun.rest().length(), items::problems);
    }

    private Answer refused(Response response, List<Violation> ofResponse, Validating exchange) {
        return exchange.with(
                        refusals.wrongAnswer(
                                errors(ofResponse), exchange.found().on(response)),
                        "the upstream's answer violates the contract, and --errors is set")
                .warning(ofResponse);
    }

    private Answer passed(Response response, Validating exchange, String reason) {
        return exchange.with(MockEngine.deprecated(exchange.found().on(response), exchange.operation()), reason);
    }

    private boolean isMocked(Response response, Asked asked) {
        return mocksUnimplemented
                && response.status() == NOT_IMPLEMENTED
                && asked.rest().isEmpty();
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
        return ofBody(message + " body is larger than " + Service.MOST_HELD + " bytes and was not validated");
    }

    private static ObjectNode ofBody(String message) {
        var warning = JsonNodeFactory.instance.objectNode();
        warning.putArray("location").add("body");
        return warning.setAll(warning(message));
    }

    private Optional<Response> refusal(Operation operation, Access access, List<Violation> violations) {
        if (access instanceof Access.Refused refused) {
            return Optional.of(refusals.unauthorised(operation, refused.challenge()));
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
}
