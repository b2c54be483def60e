package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.mock.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The mock as a function: a request, a response. It needs no port and keeps no state.
 *
 * <p>Threads may share it.
 */
public final class MockEngine implements Service {

    private final MockOptions options;
    private final Router router;
    private final ServerUrls servers;
    private final AjvFindings findings;
    private final PrismResponses prismResponses;
    private final Undeclared undeclared;
    private final PrismForm forms;
    private final Map<Auth, Authoriser> authorisers = new EnumMap<>(Auth.class);
    private final RequestValidator requests;
    private final RequestValidator plainRequests;
    private final PrismResponses plainResponses;
    private final ResponseValidator responses;
    private final ResponseChooser chooser;
    private final ResponseRenderer renderer;
    private final Refusals refusals;
    private final Callbacks callbacks;

    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options) {
        this(contract, fixtures, options, InstantSource.system());
    }

    /** An engine for which it is always as late as {@code clock} says; tokens expire by it. */
    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options, InstantSource clock) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.options = options;
        this.router = new Router(contract);
        this.servers = new ServerUrls(contract);
        this.forms = new PrismForm(contract.documents());
        this.undeclared = new Undeclared(contract);
        var plain = prism() ? schemas.withoutDiscriminators() : schemas;
        this.findings = new AjvFindings(contract.documents(), plain);
        this.plainRequests = new RequestValidator(contract, plain);
        this.plainResponses = new PrismResponses(new ResponseValidator(contract, plain));
        for (var auth : Auth.values()) {
            authorisers.put(auth, new Authoriser(contract, auth, clock, prism()));
        }
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
        this.prismResponses = new PrismResponses(responses);
        this.refusals = new Refusals(options.problems());
        this.chooser = new ResponseChooser(contract.documents(), fixtures, options, refusals);
        var values = new ValidValues(contract, schemas);
        this.renderer = new ResponseRenderer(contract, schemas, values, options, refusals);
        this.callbacks = new Callbacks(contract, values);
    }

    public Answer answer(Request request) {
        return opened(request, this::routed);
    }

    /** As {@link #answer(Request)}; a body that is too large is refused (RFC 9110 §15.5.14). */
    @Override
    public Answer answer(Request request, Optional<Rest> rest) {
        return rest.isEmpty()
                ? answer(request)
                : opened(request, large -> Answer.of(refusals.tooLarge(MOST_HELD), "the body is too large"));
    }

    /** What is to be sent after that answer; nothing after one that is an error. */
    public List<Callback> callbacks(Request request, Answer answer) {
        boolean isFine = answer.response().status() < 400 && answer.operation().isPresent();
        return isFine && route(request) instanceof Route.Found found
                ? callbacks.of(found.operation(), found, request, answer.response())
                : List.of();
    }

    /** What is wrong with what came back from a callback. */
    public List<Violation> violations(Callback callback, Response answer) {
        return responses.violations(
                callback.operation(), callback.operation().key().method(), answer);
    }

    /** The answer to a request that no contract is for. */
    Answer nowhere(Request request, List<String> prefixes) {
        return opened(
                request, unheard -> Answer.of(refusals.outside(request.path(), prefixes), "nothing is served there"));
    }

    /** The answer to a request that this route refuses. */
    Answer refused(Request request, Route route) {
        return opened(request, asked -> refusal(asked, route).orElseThrow());
    }

    private Answer opened(Request request, Function<Request, Answer> inner) {
        return options.cors() ? Cors.around(request, inner) : inner.apply(request);
    }

    private Optional<Answer> refusal(Request request, Route route) {
        if (route instanceof Route.Nowhere nowhere) {
            return Optional.of(Answer.of(refusals.noPath(nowhere), "no path of the contract matches"));
        }
        return route instanceof Route.WrongMethod wrong
                ? Optional.of(Answer.of(refusals.noMethod(wrong, request.method()), "the path lacks the method"))
                : Optional.empty();
    }

    Answer routed(Request request) {
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(refusals.wrongPreference(preference.wrong().get()), "the preference is malformed");
        }
        var route = route(request);
        var refusal = refusal(request, route);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var found = (Route.Found) route;
        var server = Pairs.ofQuery(request.query()).decodedValues("__server").stream()
                .findFirst();
        if (server.isPresent() && !servers.has(found.operation(), server.get())) {
            return servers.isEmpty()
                    ? Answer.of(refusals.noServers(server.get()), "no server is declared")
                    : Answer.of(refusals.noServer(server.get()), "no declared server has that URL");
        }
        return answered(request, found, preference);
    }

    private boolean prism() {
        return options.problems() == MockOptions.Problems.PRISM;
    }

    Access access(Request request, Route.Found route) {
        return access(request, route, options.auth().of(route.operation()));
    }

    private Access access(Request request, Route.Found route, Auth auth) {
        return Objects.requireNonNull(authorisers.get(auth)).access(route.operation(), request);
    }

    List<Violation> violations(Request request, Route.Found route) {
        return options.validateRequest().of(route.operation()) ? violationsOf(request, route) : List.of();
    }

    private List<Violation> violationsOf(Request request, Route.Found route) {
        var told = prism()
                ? toldByPrism(route, PrismReading.of(route.operation(), request))
                : requests.violations(route.operation(), route.encodedValues(), request);
        return options.reportUndeclared()
                ? Stream.concat(told.stream(), undeclared.ofRequest(route.operation(), request).stream())
                        .toList()
                : told;
    }

    private List<Violation> toldByPrism(Route.Found route, Request read) {
        var operation = route.operation();
        var violations = plainly(
                Spot.Part.REQUEST_BODY,
                requests.violations(operation, route.encodedValues(), read),
                () -> plainRequests.violations(operation, route.encodedValues(), read));
        return findings.of(forms.of(operation, read, violations), Direction.REQUEST);
    }

    /** What is wrong with a body as somebody tells it who knows no discriminators; as we do where he sees nothing wrong. */
    private static List<Violation> plainly(
            Spot.Part body, List<Violation> violations, Supplier<List<Violation>> plain) {
        if (violations.stream().noneMatch(violation -> violation.at().part() == body)) {
            return violations;
        }
        var others = plain.get();
        return others.stream().anyMatch(violation -> violation.at().part() == body) ? others : violations;
    }

    /** HEAD is answered as GET where it is not declared (RFC 9110 §9.3.2); whoever sends the answer leaves out the body. */
    Route route(Request request) {
        var route = router.route(request.method(), request.path());
        boolean undeclaredHead = request.method().equals(Method.HEAD.name()) && route instanceof Route.WrongMethod;
        if (!undeclaredHead) {
            return route;
        }
        var asGet = router.route(Method.GET.name(), request.path());
        return asGet instanceof Route.Found ? asGet : route;
    }

    private Answer answered(Request request, Route.Found route, Preference preference) {
        var auth = preference.auth().orElseGet(() -> options.auth().of(route.operation()));
        var access = access(request, route, auth);
        boolean isJudged =
                preference.validate().orElseGet(() -> options.validateRequest().of(route.operation()));
        var violations = isJudged ? violationsOf(request, route) : List.<Violation>of();
        var claims = access instanceof Access.Granted granted ? granted.claims() : Authoriser.noClaims();
        var facts = new RequestFacts(route, request, claims);
        var choice = chooser.choose(facts, access, violations, preference);
        var rendered = challenged(withoutContent(renderer.render(choice, facts), route.operation(), choice), access);
        boolean ours = choice instanceof Choice.OfOurOwn
                || (choice instanceof Choice.FromDocument given && given.status() != rendered.status());
        var ofResponse = ours ? List.<Violation>of() : judged(rendered, route.operation(), request);
        var response = ours ? rendered : told(deprecated(rendered, route.operation()), access, violations, ofResponse);
        var fixture =
                choice instanceof Choice.FromFixture given ? Optional.of(given.fixture()) : Optional.<Fixture>empty();
        var answer = new Answer(
                response,
                Optional.of(route.operation()),
                between(delay(fixture, route.operation(), preference), request),
                fixture.flatMap(Fixture::fault),
                violations,
                choice.reasons());
        return options.errors() ? refusedIfBroken(answer, ofResponse) : answer;
    }

    /** Prism's answers to a declared HEAD are status and headers alone. */
    private Response withoutContent(Response response, Operation operation, Choice choice) {
        boolean isHead = operation.key().method() == Method.HEAD && choice instanceof Choice.FromDocument;
        return prism() && isHead
                ? response.withHeaders(response.headers().without("Content-Type"))
                        .withBody(new byte[0])
                : response;
    }

    /** A 401 always says how to do better (RFC 9110 §15.5.2). */
    private static Response challenged(Response response, Access access) {
        boolean says = access instanceof Access.Refused refused
                && response.status() == 401
                && !refused.challenge().isEmpty()
                && !response.headers().has("WWW-Authenticate");
        return says ? response.with("WWW-Authenticate", ((Access.Refused) access).challenge()) : response;
    }

    private Fixture.Delay delay(Optional<Fixture> fixture, Operation operation, Preference preference) {
        return preference
                .delay()
                .or(() -> fixture.flatMap(Fixture::delay))
                .orElseGet(() -> options.delay().of(operation));
    }

    /** Somewhere in the range, the same for the same request. */
    private static Duration between(Fixture.Delay delay, Request request) {
        long span = delay.most().minus(delay.least()).toMillis();
        long step = span == 0 ? 0 : Math.floorMod(request.target().hashCode() * 31L, span + 1);
        return delay.least().plusMillis(step);
    }

    static Response deprecated(Response response, Operation operation) {
        return operation.deprecated() && !response.headers().has("Deprecation")
                ? response.with("deprecation", "true")
                : response;
    }

    /** What is wrong with the answer itself; looked at where somebody is told of it. */
    private List<Violation> judged(Response response, Operation operation, Request request) {
        if (!options.errors() && !prism()) {
            return List.of();
        }
        return judgement(response, operation, request);
    }

    /** What is wrong with a response. */
    List<Violation> judgement(Response response, Operation operation, Request request) {
        var method = Method.named(request.method()).orElse(operation.key().method());
        var told = prism()
                ? findings.of(
                        PrismMessage.told(plainly(
                                Spot.Part.RESPONSE_BODY,
                                prismResponses.violations(operation, method, response),
                                () -> plainResponses.violations(operation, method, response))),
                        Direction.RESPONSE)
                : responses.violations(operation, method, response);
        return options.reportUndeclared()
                ? Stream.concat(told.stream(), undeclared.ofResponse(operation, response).stream())
                        .toList()
                : told;
    }

    /** What is wrong with a response of which the body is left out. */
    List<Violation> judgementOfHead(Response response, Operation operation, Request request) {
        return judgement(response.withBody(new byte[] {' '}), operation, request).stream()
                .filter(violation -> violation.at().part() != Spot.Part.RESPONSE_BODY)
                .toList();
    }

    private Response told(Response response, Access access, List<Violation> ofRequest, List<Violation> ofResponse) {
        if (!prism()) {
            return response;
        }
        var told = new SlViolations();
        PrismMessage.ofAccess(access).forEach(finding -> told.add("request", finding));
        told.add("request", ofRequest).add("response", ofResponse);
        return told.value()
                .map(value -> response.with(SlViolations.HEADER, value))
                .orElse(response);
    }

    private Answer refusedIfBroken(Answer answer, List<Violation> ofResponse) {
        var broken = ofResponse.stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
        if (broken.isEmpty()) {
            return answer;
        }
        var reasons = new ArrayList<>(answer.reasons());
        reasons.add("the answer would break the contract, and --errors is on");
        var refusal = refusals.wrongAnswer(broken);
        var told = answer.response().headers().first(SlViolations.HEADER);
        return new Answer(
                told.map(value -> refusal.with(SlViolations.HEADER, value)).orElse(refusal),
                answer.operation(),
                answer.delay(),
                answer.fault(),
                answer.violations(),
                reasons);
    }
}
