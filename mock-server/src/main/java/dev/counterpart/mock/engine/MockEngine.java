package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.control.Staged;
import dev.counterpart.mock.control.Staging;
import dev.counterpart.mock.dialect.Dialect;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.mock.request.Session;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.source.AnswerSource;
import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.ConditionalFixture;
import dev.counterpart.mock.source.DefaultFixture;
import dev.counterpart.mock.source.DocumentExample;
import dev.counterpart.mock.source.DocumentedRefusal;
import dev.counterpart.mock.source.ForbiddenToken;
import dev.counterpart.mock.source.GeneratedValue;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.source.NamedExample;
import dev.counterpart.mock.source.Preferred;
import dev.counterpart.mock.source.Question;
import dev.counterpart.mock.source.RefusedCredentials;
import dev.counterpart.mock.source.RefusedRequest;
import dev.counterpart.mock.source.StagedChoice;
import dev.counterpart.mock.source.StaticValues;
import dev.counterpart.mock.stored.StoredItem;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mock as a function from request to response. It needs no port and keeps no state; what outlives a contract is kept outside.
 *
 * <p>Thread-safe.
 */
public final class MockEngine implements Service {

    private final Materials materials;
    private final MockOptions options;
    private final Router router;
    private final RequestValidator paths;
    private final ServerUrls servers;
    private final Dialect dialect;
    private final Validated validated;
    private final List<AnswerSource> sources;
    private final ResponseRenderer renderer;
    private final Staging staging;

    /** Whether there are fixtures for certain steps of scenarios. */
    private final boolean asksOfScenarios;

    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options) {
        this(contract, fixtures, options, InstantSource.system(), Staging.NONE);
    }

    /**
     * An engine whose answers people can set.
     *
     * @param clock is used to check the lifetime of tokens
     */
    public MockEngine(Contract contract, Fixtures fixtures, MockOptions options, InstantSource clock, Staging staging) {
        this.staging = staging;
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        var values = new ValidValues(contract, schemas);
        this.options = options;
        this.router = new Router(contract);
        this.paths = new RequestValidator(contract, schemas);
        this.servers = new ServerUrls(contract);
        this.dialect = Dialects.of(options.compat(), contract, schemas, values, clock);
        this.validated = new Validated(contract, schemas, dialect.validation(), options);
        var statics = new StaticValues(dialect.serialisation()::staticValue);
        this.materials = new Materials(
                contract,
                fixtures,
                options,
                dialect,
                schemas,
                new ResponseValidator(contract, schemas),
                values,
                statics);
        this.sources = sources(materials, staging);
        this.renderer = new ResponseRenderer(materials);
        this.asksOfScenarios =
                fixtures.all().stream().anyMatch(fixture -> fixture.when().asksOf(When.Part.SCENARIO));
    }

    /** The answer sources, in their order. */
    private static List<AnswerSource> sources(Materials materials, Staging staging) {
        var conditional = new ConditionalFixture(materials);
        var byDefault = new DefaultFixture(materials);
        var example = new DocumentExample(materials);
        var generated = new GeneratedValue(materials);
        List<AnswerSource> bodies = List.of(conditional, byDefault, example, generated);
        var examples = new NamedExample(materials);
        var documented = new DocumentedRefusal(examples, bodies);
        var preferred = new Preferred(materials, examples, bodies);
        var sources = new ArrayList<AnswerSource>(List.of(
                new StagedChoice(materials, preferred, Question::override),
                new RefusedCredentials(materials, documented),
                new ForbiddenToken(materials, documented),
                new RefusedRequest(materials, documented),
                preferred,
                new StagedChoice(materials, preferred, Question::step),
                conditional));
        if (materials.options().stateful()) {
            sources.add(new StoredItem(materials, documented, bodies, staging.rows()));
        }
        sources.addAll(List.of(byDefault, example, generated));
        return List.copyOf(sources);
    }

    public Answer answer(Request request) {
        return opened(request, this::routed);
    }

    /** As {@link #answer(Request)}; a body that is too large is refused (RFC 9110 §15.5.14). */
    @Override
    public Answer answer(Request request, Optional<Rest> rest) {
        return rest.isEmpty()
                ? answer(request)
                : opened(request, large -> Answer.of(dialect.refusals().tooLarge(MOST_HELD), "the body is too large"));
    }

    /** The parts of the engine that callbacks also need. */
    public Materials materials() {
        return materials;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The violations of requests and responses, as this engine reports them. */
    public Validated validated() {
        return validated;
    }

    /** The parts of a request that conditions can use. */
    public RequestFacts facts(Route.Found route, Request request) {
        var access = validated.access(route.operation(), request, MockOptions.Auth.PRESENCE);
        var claims = access instanceof Access.Granted granted ? granted.claims() : SchemeCheck.noClaims();
        return facts(route, request, claims);
    }

    private RequestFacts facts(Route.Found route, Request request, ObjectNode claims) {
        return new RequestFacts(
                route, request, claims, asksOfScenarios ? staging.steps(Session.of(request)) : Map.of());
    }

    /** The fixtures whose conditions the request nearly met. */
    public List<FixtureNearMisses.NearMiss> nearMisses(Route.Found route, Request request) {
        return FixtureNearMisses.of(materials, route.operation(), facts(route, request));
    }

    /** The answer to a request that does not belong to a contract. */
    Answer nowhere(Request request, List<String> prefixes) {
        return opened(
                request,
                unknown -> Answer.of(
                        dialect.refusals().outside(request.path(), prefixes), "nothing is served at that path"));
    }

    /** The answer to a request that this route refuses. */
    Answer refused(Request request, Route route) {
        return opened(request, asked -> refusal(asked, route).orElseThrow());
    }

    /** The answer of {@code inner}, readable by pages of other origins if the options allow it. */
    public Answer opened(Request request, Function<Request, Answer> inner) {
        if (!options.cors()) {
            return inner.apply(request);
        }
        var preflight = dialect.cors().preflight(request);
        if (preflight.isPresent()) {
            return Answer.of(preflight.get(), "a CORS preflight request");
        }
        var answer = inner.apply(request);
        return answer.with(dialect.cors().opened(answer.response(), request));
    }

    private Optional<Answer> refusal(Request request, Route route) {
        if (route instanceof Route.Nowhere nowhere) {
            return Optional.of(Answer.of(dialect.refusals().noPath(nowhere), "no path of the contract matches"));
        }
        return route instanceof Route.WrongMethod wrong
                ? Optional.of(
                        Answer.of(dialect.refusals().noMethod(wrong, request.method()), "the path lacks the method"))
                : Optional.empty();
    }

    /** The answer, before CORS headers are added. */
    public Answer routed(Request request) {
        staging.refresh();
        var preference = Preference.of(request);
        if (preference.wrong().isPresent()) {
            return Answer.of(preference.wrong().get().refused(dialect.refusals()), "the preference is malformed");
        }
        var route = route(request);
        var refusal = refusal(request, route).or(() -> wrongServer(request, (Route.Found) route));
        return refusal.orElseGet(() -> decoded(request, (Route.Found) route, preference));
    }

    /** What people have set for a request that a proxy forwards: overrides, then steps of scenarios. Both count as used once more. */
    public Optional<Staged> staged(Route.Found route, Request request) {
        staging.refresh();
        if (staging.isIdle()) {
            return Optional.empty();
        }
        var session = Session.of(request);
        var override = staging.override(route.operation(), session);
        var step = staging.step(route.operation(), facts(route, request), session);
        return override.isPresent() && step.isPresent()
                ? Optional.of(new Staged(
                        override.get().answer().over(step.get().answer()),
                        override.get().reason()))
                : override.or(() -> step);
    }

    /** The answer to a request for which {@link #staged} has counted what people have set. */
    public Answer answered(Route.Found route, Request request, Staged set) {
        return decoded(request, route, new Wishes(Preference.of(request), Optional.of(set), false));
    }

    /**
     * What is wanted for one request.
     *
     * @param preference of the client
     * @param override what people have set
     * @param takesStep whether a step of a scenario may be used
     */
    private record Wishes(Preference preference, Optional<Staged> override, boolean takesStep) {

        Wishes {
            var asked = preference;
            preference = override.map(set -> asked.under(set.answer())).orElse(asked);
        }
    }

    private Answer decoded(Request request, Route.Found route, Preference asked) {
        boolean isIdle = staging.isIdle();
        var override = isIdle ? Optional.<Staged>empty() : staging.override(route.operation(), Session.of(request));
        return decoded(request, route, new Wishes(asked, override, !isIdle));
    }

    /** Without the content codings of the body; one that cannot be decoded is refused if requests are validated. */
    private Answer decoded(Request request, Route.Found route, Wishes wishes) {
        var body = ContentCoding.decoded(request.headers(), request.body(), MOST_HELD);
        if (body instanceof ContentCoding.Result.Plain plain) {
            return answered(question(request.withBody(plain.body()), route, wishes));
        }
        return isValidated(route.operation(), wishes.preference())
                ? Answer.of(dialect.refusals().undecoded(body), "the content coding of the body cannot be decoded")
                : answered(question(request, route, wishes));
    }

    private boolean isValidated(Operation operation, Preference preference) {
        return preference.validate().orElseGet(() -> options.validateRequest().of(operation));
    }

    private Optional<Answer> wrongServer(Request request, Route.Found route) {
        if (!request.query().contains("__server")) {
            return Optional.empty();
        }
        return Pairs.ofQuery(request.query()).decodedValues("__server").stream()
                .findFirst()
                .filter(server -> !servers.has(route.operation(), server))
                .map(server -> servers.isEmpty()
                        ? Answer.of(dialect.refusals().noServers(server), "no server is declared")
                        : Answer.of(dialect.refusals().noServer(server), "no declared server has that URL"));
    }

    /** HEAD is answered like GET if it is not declared (RFC 9110 §9.3.2); the server omits the body. */
    public Route route(Request request) {
        var route = route(request.method(), request);
        boolean undeclaredHead = request.method().equals(Method.HEAD.name()) && route instanceof Route.WrongMethod;
        if (!undeclaredHead) {
            return route;
        }
        var asGet = route(Method.GET.name(), request);
        return asGet instanceof Route.Found ? asGet : route;
    }

    private Route route(String method, Request request) {
        var route = router.route(method, request.path(), request.query());
        return route instanceof Route.Found found ? paths.read(found, request) : route;
    }

    private Answer answered(Question question) {
        var full = unconditional(question);
        if (question.isOpen()) {
            full.explanation()
                    .fixture()
                    .map(Fixture::next)
                    .filter(next -> !next.isEmpty())
                    .ifPresent(next -> staging.move(next, Session.of(question.request())));
        }
        return dialect.negotiation().knowsConditions() && Conditions.mayApply(question)
                ? conditional(question, full)
                : full;
    }

    /** The documented answer that the conditions of the request require, otherwise the full one. */
    private Answer conditional(Question question, Answer full) {
        var request = question.request();
        boolean isSafe = request.knownMethod().filter(Method::isSafe).isPresent();
        if (!isSafe && options.stateful()) {
            return full;
        }
        var current = isSafe ? Optional.of(full.response()) : current(question);
        return current.flatMap(known -> Conditions.status(question.operation(), request, known, full.response()))
                .map(status -> {
                    var documented = unconditional(question.preferring(OptionalInt.of(status), Optional.empty()));
                    return documented
                            .with(Conditions.answer(status, request, documented.response(), full.response()))
                            .with(documented.explanation().and("the conditions of the request require " + status));
                })
                .orElse(full);
    }

    /** What GET of the same path returns, if it returns something. */
    private Optional<Response> current(Question question) {
        var request = question.request();
        var get = new Request(Method.GET.name(), request.path(), request.query(), request.headers(), new byte[0]);
        return route(get.method(), get) instanceof Route.Found found
                ? Optional.of(unconditional(new Question(
                                        new RequestFacts(found, get, ((Access.Granted) question.access()).claims()),
                                        question.access(),
                                        question.auth(),
                                        List.of(),
                                        question.preference(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                                .response())
                        .filter(response -> response.status() / 100 == 2)
                : Optional.empty();
    }

    private Answer unconditional(Question question) {
        var request = question.request();
        var route = question.facts().route();
        var choice = AnswerSource.first(sources, question);
        var made = renderer.render(choice, question.facts());
        var rendered = challenged(made.response(), question.access());
        var ofResponse = choice instanceof Choice.OfOurOwn ? List.<Violation>of() : ofAnswer(rendered, route, request);
        var response = choice instanceof Choice.OfOurOwn
                ? rendered
                : dialect.serialisation()
                        .annotated(
                                deprecated(rendered, route.operation()),
                                question.access(),
                                question.violations(),
                                ofResponse);
        var explanation = Explanation.of(choice, question).warning(made.warnings());
        return refusedIfInvalid(answer(response, question, explanation), ofResponse);
    }

    private Question question(Request request, Route.Found route, Wishes wishes) {
        var operation = route.operation();
        var preference = wishes.preference();
        var auth = preference.auth().orElseGet(() -> options.auth().of(operation));
        var access = validated.access(operation, request, auth);
        var violations = isValidated(operation, preference) ? validated.always(route, request) : List.<Violation>of();
        var claims = access instanceof Access.Granted granted ? granted.claims() : SchemeCheck.noClaims();
        var facts = facts(route, request, claims);
        var question = new Question(
                facts, access, auth, violations, preference, wishes.override(), Optional.empty(), Optional.empty());
        return wishes.takesStep() && question.isOpen()
                ? question.during(staging.step(operation, facts, Session.of(request)))
                : question;
    }

    private Answer answer(Response response, Question question, Explanation explanation) {
        return new Answer(
                response,
                Optional.of(question.facts().route()),
                delay(explanation.fixture(), question),
                fault(explanation.fixture(), question),
                question.violations(),
                explanation,
                Optional.empty(),
                Optional.empty());
    }

    /** A 401 always has a challenge (RFC 9110 §15.5.2). */
    private static Response challenged(Response response, Access access) {
        boolean says = access instanceof Access.Refused refused
                && response.status() == 401
                && !refused.challenge().isEmpty()
                && !response.headers().has("WWW-Authenticate");
        return says ? response.with("WWW-Authenticate", ((Access.Refused) access).challenge()) : response;
    }

    /** A value within the range, the same for the same request. */
    private Duration delay(Optional<Fixture> fixture, Question question) {
        var facts = question.facts();
        var delay = question.preference()
                .delay()
                .or(() -> question.step().flatMap(set -> set.answer().delay()))
                .or(() -> fixture.flatMap(Fixture::delay))
                .orElseGet(() -> options.delay().of(facts.route().operation()));
        return delay.of(facts.request().target());
    }

    private static Optional<Fixture.Fault> fault(Optional<Fixture> fixture, Question question) {
        return question.override()
                .flatMap(set -> set.answer().fault())
                .or(() -> question.step().flatMap(set -> set.answer().fault()))
                .or(() -> fixture.flatMap(Fixture::fault));
    }

    /** The response with {@code Deprecation} (RFC 9745) if the operation is deprecated. */
    public static Response deprecated(Response response, Operation operation) {
        return operation.deprecated() && !response.headers().has("Deprecation")
                ? response.with("deprecation", "true")
                : response;
    }

    /** The violations of the answer itself, if they are reported. */
    private List<Violation> ofAnswer(Response response, Route.Found route, Request request) {
        return options.errors() || dialect.serialisation().annotates()
                ? validated.ofResponse(route.operation(), request, response)
                : List.of();
    }

    private Answer refusedIfInvalid(Answer answer, List<Violation> ofResponse) {
        boolean isWanted = answer.explanation().isOutsideTheContract();
        if (!options.errors() || isWanted) {
            return answer;
        }
        var errors = ofResponse.stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return answer;
        }
        return answer.with(dialect.refusals().wrongAnswer(errors, answer.response()))
                .with(answer.explanation().and("the answer violates the contract, and --errors is set"));
    }
}
