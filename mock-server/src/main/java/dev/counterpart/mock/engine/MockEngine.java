package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.SchemaValidator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mock as a function: a request, a response. It needs no port and keeps no state.
 *
 * <p>Threads may share it.
 */
public final class MockEngine {

    private final MockOptions options;
    private final Router router;
    private final Authoriser authoriser;
    private final RequestValidator requests;
    private final ResponseValidator responses;
    private final ResponseChooser chooser;
    private final ResponseRenderer renderer;
    private final Refusals refusals;

    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options) {
        this(contract, fixtures, options, InstantSource.system());
    }

    /** An engine for which it is always as late as {@code clock} says; tokens expire by it. */
    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options, InstantSource clock) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.options = options;
        this.router = new Router(contract);
        this.authoriser = new Authoriser(contract, options.auth(), clock);
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
        this.refusals = new Refusals(options.problems());
        this.chooser = new ResponseChooser(fixtures, options, refusals);
        this.renderer = new ResponseRenderer(contract, schemas, new ValidValues(contract, schemas), options, refusals);
    }

    public Answer answer(Request request) {
        if (!options.cors()) {
            return routed(request);
        }
        var preflight = Cors.preflight(request);
        if (preflight.isPresent()) {
            return Answer.of(preflight.get(), "a CORS preflight request");
        }
        var answer = routed(request);
        return answer.with(Cors.opened(answer.response(), request));
    }

    private Answer routed(Request request) {
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(refusals.wrongPreference(preference.wrong().get()), "the preference is malformed");
        }
        var route = route(request);
        if (route instanceof Route.Nowhere nowhere) {
            return Answer.of(refusals.noPath(nowhere), "no path of the contract matches");
        }
        if (route instanceof Route.WrongMethod wrong) {
            return Answer.of(refusals.noMethod(wrong, request.method()), "the path lacks the method");
        }
        return answered(request, (Route.Found) route, preference);
    }

    /** HEAD is answered as GET where it is not declared (RFC 9110 §9.3.2); whoever sends the answer leaves out the body. */
    private Route route(Request request) {
        var route = router.route(request.method(), request.path());
        boolean undeclaredHead = request.method().equals(Method.HEAD.name()) && route instanceof Route.WrongMethod;
        if (!undeclaredHead) {
            return route;
        }
        var asGet = router.route(Method.GET.name(), request.path());
        return asGet instanceof Route.Found ? asGet : route;
    }

    private Answer answered(Request request, Route.Found route, Preference preference) {
        var access = authoriser.access(route.operation(), request);
        var violations = options.validateRequest()
                ? requests.violations(route.operation(), route.encodedValues(), request)
                : List.<Violation>of();
        var claims = access instanceof Access.Granted granted ? granted.claims() : Authoriser.noClaims();
        var facts = new RequestFacts(route, request, claims);
        var choice = chooser.choose(facts, access, violations, preference);
        var response = challenged(renderer.render(choice, facts), access);
        var fixture =
                choice instanceof Choice.FromFixture given ? Optional.of(given.fixture()) : Optional.<Fixture>empty();
        var answer = new Answer(
                response,
                Optional.of(route.operation()),
                delay(fixture, request),
                fixture.flatMap(Fixture::fault),
                violations,
                choice.reasons());
        return options.errors() ? judged(answer, choice, request) : answer;
    }

    /** A 401 always says how to do better (RFC 9110 §15.5.2). */
    private static Response challenged(Response response, Access access) {
        boolean says = access instanceof Access.Refused refused
                && response.status() == 401
                && !refused.challenge().isEmpty()
                && !response.headers().has("WWW-Authenticate");
        return says ? response.with("WWW-Authenticate", ((Access.Refused) access).challenge()) : response;
    }

    private Duration delay(Optional<Fixture> fixture, Request request) {
        return fixture.flatMap(Fixture::delay)
                .or(options::delay)
                .map(delay -> between(delay, request))
                .orElse(Duration.ZERO);
    }

    /** Somewhere in the range, the same for the same request. */
    private static Duration between(Fixture.Delay delay, Request request) {
        long span = delay.most().minus(delay.least()).toMillis();
        long step = span == 0 ? 0 : Math.floorMod(request.target().hashCode() * 31L, span + 1);
        return delay.least().plusMillis(step);
    }

    private Answer judged(Answer answer, Choice choice, Request request) {
        if (choice instanceof Choice.OfOurOwn) {
            return answer;
        }
        var operation = answer.operation().orElseThrow();
        var method = Method.named(request.method()).orElse(operation.key().method());
        var broken = responses.violations(operation, method, answer.response()).stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
        if (broken.isEmpty()) {
            return answer;
        }
        var reasons = new ArrayList<>(answer.reasons());
        reasons.add("the answer would break the contract, and --errors is on");
        return new Answer(
                refusals.wrongAnswer(broken),
                answer.operation(),
                answer.delay(),
                answer.fault(),
                answer.violations(),
                reasons);
    }
}
