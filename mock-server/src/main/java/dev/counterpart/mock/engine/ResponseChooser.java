package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Documents;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which response answers a request: the first of what credentials demand, what an invalid request demands, what the client prefers,
 * the fixture whose conditions hold, the fixture for any request, and what the document offers.
 */
final class ResponseChooser {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int SUCCESS = 200;

    private final Documents documents;
    private final Branches branches;
    private final Fixtures fixtures;
    private final MockOptions options;
    private final Refusals refusals;

    ResponseChooser(Documents documents, Fixtures fixtures, MockOptions options, Refusals refusals) {
        this.documents = documents;
        this.branches = new Branches(documents);
        this.fixtures = fixtures;
        this.options = options;
        this.refusals = refusals;
    }

    Choice choose(RequestFacts facts, Access access, List<Violation> violations, Preference preference) {
        var operation = facts.route().operation();
        if (access instanceof Access.Refused refused) {
            return unauthorised(operation, refused, preference);
        }
        if (violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR)) {
            return invalid(operation, violations, preference);
        }
        if (preference.code().isPresent()) {
            var preferred = preferred(operation, preference.code().get(), facts, preference);
            return prism() && preferred instanceof Choice.OfOurOwn refusal && !isUnknownStatus(operation, preference)
                    ? usualInstead(refusal, operation, facts, preference)
                    : preferred;
        }
        var conditional = fixtures.answering(operation, facts, fixture -> true)
                .filter(fixture ->
                        preference.example().isEmpty() && preference.branch().isEmpty());
        if (isForbidden(operation, facts, conditional, preference)) {
            return forbidden(operation, preference);
        }
        if (conditional.isPresent()) {
            return given(conditional.get(), facts, "its conditions hold: " + names(conditional.get()));
        }
        return usual(operation, facts, preference);
    }

    private boolean prism() {
        return options.problems() == MockOptions.Problems.PRISM;
    }

    private static boolean isUnknownStatus(Operation operation, Preference preference) {
        return operation.responseFor(preference.code().orElseThrow()).isEmpty();
    }

    /** The usual response where the one that was asked for cannot be made. */
    private Choice usualInstead(
            Choice.OfOurOwn refusal, Operation operation, RequestFacts facts, Preference preference) {
        var usual = usual(operation, facts, preference);
        return usual instanceof Choice.OfOurOwn second
                ? new Choice.OfOurOwn(
                        refusals.unknown(told(refusal) + ". We tried default response, but we got " + told(second)),
                        List.of("neither the response that was asked for nor the usual one can be made"))
                : usual;
    }

    private static String told(Choice.OfOurOwn refusal) {
        return Json.parse(refusal.response().body()) instanceof Json.Parsed.Value problem
                ? problem.node().path("type").asString("") + ": "
                        + problem.node().path("title").asString("")
                : "";
    }

    /** The token lacks what the most specific fixture asks of it, and nothing as specific answers instead. */
    private boolean isForbidden(
            Operation operation, RequestFacts facts, Optional<Fixture> conditional, Preference preference) {
        var auth = preference.auth().orElseGet(() -> options.auth().of(operation));
        if (auth != MockOptions.Auth.JWT) {
            return false;
        }
        int specificity = conditional
                .map(fixture -> fixture.when().withoutToken().specificity())
                .orElse(0);
        return fixtures.of(operation).stream()
                .filter(fixture ->
                        fixture.when().asksOfToken() && !fixture.when().holds(facts))
                .filter(fixture -> fixture.when().withoutToken().holds(facts))
                .anyMatch(fixture -> fixture.when().withoutToken().specificity() > specificity);
    }

    private Choice unauthorised(Operation operation, Access.Refused refused, Preference preference) {
        String why = "credentials are " + refused.reason().label();
        var fixture = refused.reason().fixtureNames().stream()
                .flatMap(name -> fixtures.named(operation, UNAUTHORIZED, name).stream())
                .findFirst();
        if (fixture.isPresent()) {
            return new Choice.FromFixture(fixture.get(), List.of(why, "401 has a fixture for that reason"));
        }
        var declared = operation.responseFor(UNAUTHORIZED);
        return declared.isPresent()
                ? refusing(operation, UNAUTHORIZED, declared.get(), List.of(UNAUTHORIZED), preference, why)
                : new Choice.OfOurOwn(refusals.unauthorised(refused.challenge()), List.of(why, "401 is not declared"));
    }

    private Choice forbidden(Operation operation, Preference preference) {
        String why = "the token lacks what the fixture for this request asks of it";
        var declared = operation.responseFor(FORBIDDEN);
        return declared.isPresent()
                ? refusing(operation, FORBIDDEN, declared.get(), List.of(FORBIDDEN), preference, why)
                : new Choice.OfOurOwn(refusals.forbidden(), List.of(why, "403 is not declared"));
    }

    private Choice invalid(Operation operation, List<Violation> violations, Preference preference) {
        boolean wrongType = violations.stream().anyMatch(Refusals::isMediaType);
        var wanted = wrongType ? List.of(415, 422, 400) : List.of(422, 400);
        String why = "the request breaks " + violations.get(0).rule().id();
        for (int status : wanted) {
            var declared = operation
                    .responseFor(status)
                    .filter(response -> !response.status().isDefault());
            if (declared.isPresent()) {
                return refusing(operation, status, declared.get(), wanted, preference, why);
            }
        }
        var byDefault = operation.response(StatusKey.DEFAULT);
        return byDefault.isPresent()
                ? refusing(operation, wanted.get(0), byDefault.get(), wanted, preference, why)
                : new Choice.OfOurOwn(
                        refusals.invalid(operation, violations), List.of(why, "no response is declared for it"));
    }

    /** A documented refusal: what the client accepts makes no difference to it. */
    private Choice refusing(
            Operation operation,
            int status,
            DeclaredResponse declared,
            List<Integer> wanted,
            Preference preference,
            String why) {
        var fixture = fixtures.byDefault(operation, status)
                .or(() -> fixtures.of(operation, status).stream().findFirst());
        if (fixture.isPresent()) {
            return new Choice.FromFixture(fixture.get(), List.of(why, status + " has a fixture"));
        }
        var content = declared.content().stream()
                .min(Comparator.comparing(entry -> entry.examples().isEmpty()));
        var name = preference
                .example()
                .filter(known -> preference.code().filter(wanted::contains).isPresent());
        if (name.isPresent()
                && content.filter(entry -> !entry.examples().isEmpty()).isPresent()) {
            return example(status, declared, content, name.get(), preference, why);
        }
        return document(
                status,
                declared,
                content,
                Optional.empty(),
                preference,
                Optional.empty(),
                why,
                status + " is declared");
    }

    private Choice preferred(Operation operation, int code, RequestFacts facts, Preference preference) {
        var declared = operation.responseFor(code);
        if (declared.isEmpty()) {
            var known = operation.responses().stream()
                    .map(response -> response.status().text())
                    .toList();
            return new Choice.OfOurOwn(
                    refusals.noSuchStatus(code, known),
                    List.of("status " + code + " was asked for, but is not declared"));
        }
        return answer(operation, code, declared.get(), facts, preference, "status " + code + " was asked for");
    }

    private Choice usual(Operation operation, RequestFacts facts, Preference preference) {
        var declared = usualResponse(operation);
        if (declared.isEmpty()) {
            return new Choice.OfOurOwn(refusals.noResponse(), List.of("the operation declares no response"));
        }
        int status = declared.get().status().status(SUCCESS);
        return answer(operation, status, declared.get(), facts, preference, status + " is the usual response");
    }

    /** The lowest 2xx, else default, else the first of the document. */
    private static Optional<DeclaredResponse> usualResponse(Operation operation) {
        return operation.responses().stream()
                .filter(response -> response.status().text().startsWith("2"))
                .min(Comparator.comparing(response -> response.status().text()))
                .or(() -> operation.response(StatusKey.DEFAULT))
                .or(() -> operation.responses().stream().findFirst());
    }

    /** The body for a status: the example asked for, a fixture, or what the document has that the client accepts. */
    private Choice answer(
            Operation operation,
            int status,
            DeclaredResponse declared,
            RequestFacts facts,
            Preference preference,
            String why) {
        if (prism() && operation.key().method() == Method.HEAD) {
            return document(
                    status,
                    declared,
                    Optional.empty(),
                    Optional.empty(),
                    preference,
                    Optional.empty(),
                    why,
                    "HEAD is headers");
        }
        if (preference.example().isPresent()) {
            return named(operation, status, declared, facts.request(), preference, why);
        }
        boolean generate =
                preference.dynamic().orElse(false) || preference.branch().isPresent();
        var fixture = fixtures.answering(operation, facts, each -> each.status() == status)
                .or(() -> fixtures.byDefault(operation, status))
                .or(() -> fixtures.of(operation, status).stream().findFirst())
                .filter(each -> !generate);
        if (fixture.isPresent()) {
            return given(
                    fixture.get(),
                    facts,
                    why,
                    status + " has a fixture: " + fixture.get().label());
        }
        return fromDocument(status, declared, facts.request(), Optional.empty(), preference, why);
    }

    private Choice named(
            Operation operation,
            int status,
            DeclaredResponse declared,
            Request request,
            Preference preference,
            String why) {
        String name = preference.example().orElseThrow();
        var fixture = fixtures.named(operation, status, name);
        if (fixture.isPresent()) {
            return new Choice.FromFixture(fixture.get(), List.of(why, "the fixture " + name + " was asked for"));
        }
        return fromDocument(status, declared, request, Optional.of(name), preference, why);
    }

    private Choice fromDocument(
            int status,
            DeclaredResponse declared,
            Request request,
            Optional<String> exampleName,
            Preference preference,
            String why) {
        if (declared.content().isEmpty() && (prism() || exampleName.isEmpty())) {
            var silent = prism() && PrismNegotiation.isSilent(request);
            return document(
                    status,
                    declared,
                    Optional.empty(),
                    Optional.empty(),
                    preference,
                    silent ? Optional.of("text/plain") : Optional.empty(),
                    why,
                    "no body is declared");
        }
        var accept = Accept.of(request);
        var content = prism()
                ? PrismNegotiation.preferred(declared.content(), request)
                : negotiated(declared.content(), accept);
        boolean mayBeEmpty = status == 204 || (prism() && PrismNegotiation.takesAnything(request));
        if (content.isEmpty() && !declared.content().isEmpty() && !mayBeEmpty) {
            return notAcceptable(
                    request, declared.content().stream().map(Content::key).toList());
        }
        if (exampleName.isPresent()) {
            return example(status, declared, content, exampleName.get(), preference, why);
        }
        var lacking = preference
                .branch()
                .filter(name -> content.flatMap(Content::schema)
                        .flatMap(schema -> branches.named(schema, name))
                        .isEmpty());
        if (lacking.isPresent()) {
            var known = content.flatMap(Content::schema).map(branches::names).orElse(List.of());
            return new Choice.OfOurOwn(
                    refusals.noSuchBranch(content.map(Content::key).orElse("none"), lacking.get(), known),
                    List.of(why, "no branch of oneOf or anyOf is called " + lacking.get()));
        }
        var schemaless = content.filter(
                entry -> prism() && dynamic(preference) && entry.schema().isEmpty());
        if (schemaless.isPresent()) {
            return new Choice.OfOurOwn(
                    refusals.unknown("Tried to force a dynamic response for: "
                            + schemaless.get().key() + " but schema is not defined."),
                    List.of(why, "there is no schema to make a body from"));
        }
        return document(
                status,
                declared,
                content,
                Optional.empty(),
                preference,
                Optional.empty(),
                why,
                "the document has " + content.map(Content::key).orElse("no body"));
    }

    private Choice example(
            int status,
            DeclaredResponse declared,
            Optional<Content> content,
            String name,
            Preference preference,
            String why) {
        var example = content.stream()
                .flatMap(entry -> entry.examples().stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> content.filter(entry -> name.equals(Example.UNNAMED))
                        .flatMap(entry -> Example.ofSchema(entry, documents)));
        if (example.isEmpty()) {
            return new Choice.OfOurOwn(
                    refusals.noSuchExample(content.map(Content::key).orElse("none"), name, examples(status, content)),
                    List.of(why, "no fixture or example is called " + name));
        }
        return document(
                status,
                declared,
                content,
                example,
                preference,
                Optional.empty(),
                why,
                "the example " + name + " was asked for");
    }

    private List<String> examples(int status, Optional<Content> content) {
        var names = new LinkedHashSet<String>();
        fixtures.all().stream()
                .filter(fixture -> fixture.status() == status)
                .forEach(fixture -> names.add(fixture.name()));
        content.ifPresent(entry -> entry.examples().forEach(example -> names.add(example.name())));
        return List.copyOf(names);
    }

    private Choice document(
            int status,
            DeclaredResponse declared,
            Optional<Content> content,
            Optional<Example> example,
            Preference preference,
            Optional<String> emptyType,
            String... reasons) {
        return new Choice.FromDocument(
                status,
                declared,
                content,
                example,
                dynamic(preference),
                preference.seed().or(options::seed),
                emptyType,
                preference
                        .branch()
                        .flatMap(name ->
                                content.flatMap(Content::schema).flatMap(schema -> branches.named(schema, name))),
                List.of(reasons));
    }

    /** The declared entry that the client likes best; without an Accept header JSON, else the first. */
    private static Optional<Content> negotiated(List<Content> declared, Accept accept) {
        Map<MediaType, Content> offers = new LinkedHashMap<>();
        declared.stream()
                .sorted(Comparator.comparing(
                        entry -> !entry.mediaType().essence().equals("application/json")))
                .forEach(entry -> offers.putIfAbsent(entry.mediaType(), entry));
        return accept.preferred(new ArrayList<>(offers.keySet())).stream()
                .map(offers::get)
                .findFirst();
    }

    /** The fixture, if the client accepts its media type. */
    private Choice given(Fixture fixture, RequestFacts facts, String... reasons) {
        var accept = Accept.of(facts.request());
        var type = fixture.body().flatMap(body -> MediaType.parse(body.mediaType()));
        if (type.isPresent() && accept.quality(type.get()) <= 0) {
            return notAcceptable(facts.request(), List.of(type.get().toString()));
        }
        var all = Stream.concat(
                        Stream.of(reasons),
                        Stream.of("fixture " + fixture.file().file()))
                .toList();
        return new Choice.FromFixture(fixture, all);
    }

    private Choice notAcceptable(Request request, List<String> offered) {
        return new Choice.OfOurOwn(
                refusals.notAcceptable(request.headers().joined("Accept").orElse(""), offered),
                List.of("the client accepts none of " + String.join(", ", offered)));
    }

    private boolean dynamic(Preference preference) {
        return preference.dynamic().orElse(options.dynamic());
    }

    private static String names(Fixture fixture) {
        return String.join(
                ", ",
                fixture.when().conditions().entrySet().stream()
                        .map(each -> each.getKey() + " is " + each.getValue())
                        .toList());
    }
}
