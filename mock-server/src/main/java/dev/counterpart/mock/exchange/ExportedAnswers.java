package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.record.FakeCredentials;
import dev.counterpart.mock.record.SampleRequest;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.match.ValueMatcher;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All answers of the mock that another tool can give too: for each fixture, for missing credentials, for each documented status that a
 * request selects, and the usual one. They are made by the mock itself.
 */
final class ExportedAnswers {

    private static final When.Key PREFER = new When.Key(When.Part.HEADER, "Prefer");
    private static final When.Key AUTHORIZATION = new When.Key(When.Part.HEADER, "Authorization");

    /** In words that Java and JavaScript read alike. */
    private static final Pattern NOT_BEARER = Pattern.compile("(?![Bb][Ee][Aa][Rr][Ee][Rr] +\\S)[\\s\\S]*");

    private final Contract contract;
    private final Fixtures fixtures;
    private final MockEngine engine;
    private final ExportedStage stage = new ExportedStage();
    private final boolean withScenarios;
    private final SampleRequest requests;
    private final List<Exported> all = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /** What the request must be like. */
    enum Condition {
        /** Without any credentials. */
        NO_CREDENTIALS,
        /** With {@code Authorization} of another scheme than Bearer. */
        OTHER_SCHEME,
        /** With the preferences of {@link Exported#preference}. */
        PREFERENCE,
        /** With the conditions of a fixture. */
        FIXTURE,
        /** Whatever it is. */
        ALWAYS
    }

    /**
     * One answer.
     *
     * @param preference {@code code=404} and {@code example=name}; empty if there is none
     * @param fixture whose conditions apply
     * @param request for which the mock gives this answer
     * @param delay before it
     * @param when the conditions on the request, also those on its credentials and preferences, without those on scenarios
     * @param stage empty if the answer is given in every state
     * @param used the fixture that answers
     */
    record Exported(
            Operation operation,
            Condition condition,
            List<String> preference,
            Optional<Fixture> fixture,
            Request request,
            Response response,
            Optional<Fixture.Delay> delay,
            Optional<Fixture.Fault> fault,
            When when,
            Optional<Stage> stage,
            Optional<Fixture> used) {

        /** Whether the fixture itself answers. */
        boolean isOf(Fixture expected) {
            return used.filter(expected::equals).isPresent();
        }

        Exported during(When conditions, Stage current) {
            return new Exported(
                    operation,
                    condition,
                    preference,
                    fixture,
                    request,
                    response,
                    delay,
                    fault,
                    conditions,
                    Optional.of(current),
                    used);
        }
    }

    /**
     * The state of a scenario in which an answer is given.
     *
     * @param required empty for any state
     * @param next the state after the answer; empty if it stays
     */
    record Stage(String scenario, Optional<String> required, Optional<String> next) {}

    private ExportedAnswers(Contract contract, Fixtures fixtures, boolean withScenarios) {
        this.withScenarios = withScenarios;
        this.contract = contract;
        this.fixtures = fixtures;
        this.engine = new MockEngine(
                contract, fixtures, MockOptions.defaults().withCors(false), InstantSource.system(), stage);
        this.requests = new SampleRequest(contract);
    }

    /**
     * The answers of all operations. Those that must be tried first come first.
     *
     * @param left receives the fixtures that other tools cannot serve, with the reason
     */
    static List<Exported> of(Contract contract, Fixtures fixtures, List<String> left) {
        return of(new ExportedAnswers(contract, fixtures, false), contract, left);
    }

    /** As {@link #of(Contract, Fixtures, List)}, with the answers in the states of scenarios. */
    static List<Exported> withScenarios(Contract contract, Fixtures fixtures, List<String> left) {
        var answers = new ExportedAnswers(contract, fixtures, true);
        fixtures.scenarios().forEach(scenario -> answers.left.addAll(ScenarioAnswers.left(scenario)));
        return of(answers, contract, left);
    }

    private static List<Exported> of(ExportedAnswers answers, Contract contract, List<String> left) {
        contract.operations().stream()
                .sorted(Comparator.comparing((Operation operation) ->
                                concreteness(operation.key().path()))
                        .reversed())
                .forEach(answers::add);
        left.addAll(answers.left);
        return answers.all;
    }

    /** Greater for a path that must be tried first: literal segments before variables, from the left. */
    private static String concreteness(String path) {
        var text = new StringBuilder();
        for (var segment : path.split("/", -1)) {
            text.append(segment.contains("{") ? (segment.startsWith("{") && segment.endsWith("}") ? 'a' : 'b') : 'c');
        }
        return text.toString();
    }

    private void add(Operation operation) {
        var plain = requests.of(operation, When.always(), Map.of()).request();
        addDenied(operation, plain);
        var request = FakeCredentials.on(plain, operation, contract);
        for (var fixture : fixtures.of(operation)) {
            preferred(operation, request, fixture.status(), Optional.of(fixture));
        }
        for (var declared : operation.responses()) {
            int status = declared.status().status(500);
            if (operation.responseFor(status).filter(declared::equals).isPresent() && status >= 200) {
                preferred(operation, request, status, Optional.empty());
            }
        }
        if (withScenarios) {
            fixtures.scenarios().forEach(scenario -> steps(operation, scenario, request));
        }
        conditionalOf(operation).forEach(fixture -> conditional(operation, fixture));
        answer(operation, Condition.ALWAYS, List.of(), Optional.empty(), request)
                .ifPresent(this::addUsual);
    }

    private void addDenied(Operation operation, Request plain) {
        if (operation.needsCredentials()) {
            add(operation, Condition.NO_CREDENTIALS, List.of(), Optional.empty(), plain);
            if (contract.securitySchemes(operation).stream().anyMatch(SecurityScheme::isBearer)) {
                var other = plain.with("Authorization", "Other x");
                add(operation, Condition.OTHER_SCHEME, List.of(), Optional.empty(), other);
            }
        }
    }

    private List<Fixture> conditionalOf(Operation operation) {
        return fixtures.of(operation).stream()
                .filter(fixture -> !fixture.when().isAlways())
                .sorted(Fixtures.MOST_SPECIFIC_FIRST)
                .toList();
    }

    /** The usual answer; it may move scenarios. */
    private void addUsual(Exported usual) {
        if (withScenarios) {
            var next = usual.used().map(Fixture::next).orElse(Map.of());
            next.forEach((name, title) -> scenario(name)
                    .ifPresent(scenario -> all.add(usual.during(
                            When.always(),
                            new Stage(
                                    name,
                                    Optional.empty(),
                                    Optional.of(ScenarioStates.of(scenario)
                                            .first(scenario.step(title).orElse(0))))))));
            if (!next.isEmpty()) {
                return;
            }
        }
        all.add(usual);
    }

    private Optional<Scenario> scenario(String name) {
        return fixtures.scenarios().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** The answers during the steps of a scenario. */
    private void steps(Operation operation, Scenario scenario, Request request) {
        var steps = new ScenarioAnswers(operation, scenario);
        for (int i = 0; i < scenario.steps().size(); i++) {
            if (steps.isAbout(i)) {
                stage.begin(scenario, i);
                var bases = conditionalAnswers(operation);
                answer(operation, Condition.ALWAYS, List.of(), Optional.empty(), request)
                        .ifPresent(bases::add);
                all.addAll(steps.during(i, bases, left));
            }
        }
        stage.end();
    }

    private List<Exported> conditionalAnswers(Operation operation) {
        var answers = new ArrayList<Exported>();
        for (var fixture : conditionalOf(operation)) {
            var made = requests.of(operation, fixture.when(), Map.of());
            if (!fixture.when().asksOf(When.Part.TOKEN) && made.unmet().isEmpty()) {
                var request = FakeCredentials.on(made.request(), operation, contract);
                answer(operation, Condition.FIXTURE, List.of(), Optional.of(fixture), request)
                        .filter(each -> each.isOf(fixture))
                        .ifPresent(answers::add);
            }
        }
        return answers;
    }

    private void preferred(Operation operation, Request request, int status, Optional<Fixture> fixture) {
        var preference = new ArrayList<String>();
        preference.add("code=" + status);
        fixture.ifPresent(named -> preference.add("example=" + named.name()));
        add(
                operation,
                Condition.PREFERENCE,
                preference,
                fixture,
                request.with("Prefer", String.join(", ", preference)));
    }

    private void conditional(Operation operation, Fixture fixture) {
        String file = fixture.file().file();
        if (fixture.when().asksOf(When.Part.TOKEN)) {
            left.add(file + ": conditions on the claims of a token");
            return;
        }
        var made = requests.of(operation, fixture.when(), Map.of());
        if (!made.unmet().isEmpty()) {
            left.add(file + ": no request is known that meets " + made.unmet().get(0));
            return;
        }
        var request = FakeCredentials.on(made.request(), operation, contract);
        if (fixture.when().asksOf(When.Part.SCENARIO) || !fixture.next().isEmpty()) {
            staged(operation, fixture, request);
        } else {
            answer(operation, Condition.FIXTURE, List.of(), Optional.of(fixture), request)
                    .filter(each -> isAnswered(each, fixture))
                    .ifPresent(all::add);
        }
    }

    /** Whether the fixture itself answers; if not, that is listed. */
    private boolean isAnswered(Exported answer, Fixture fixture) {
        if (!answer.isOf(fixture)) {
            left.add(fixture.file().file() + ": "
                    + answer.used()
                            .map(each -> each.file().file() + " answers the same requests")
                            .orElse("the mock refuses the requests that meet its conditions"));
        }
        return answer.isOf(fixture);
    }

    /** A fixture for steps of a scenario, or one that moves a scenario. */
    private void staged(Operation operation, Fixture fixture, Request request) {
        var names = scenarios(fixture);
        var scenario = scenario(names.get(0));
        if (!withScenarios || names.size() > 1 || scenario.isEmpty()) {
            left.add(fixture.file().file() + ": "
                    + (withScenarios ? "conditions on several scenarios" : "conditions on scenarios"));
            return;
        }
        for (var step : steps(scenario.get())) {
            if (ScenarioAnswers.isFor(fixture, scenario.get(), step)) {
                step.ifPresentOrElse(index -> stage.begin(scenario.get(), index), stage::end);
                answer(operation, Condition.FIXTURE, List.of(), Optional.of(fixture), request)
                        .filter(each -> each.isOf(fixture))
                        .ifPresent(each -> all.addAll(ScenarioAnswers.of(each, fixture, scenario.get(), step)));
            }
        }
        stage.end();
    }

    /** The names of the scenarios that the fixture is for, or moves. */
    private static List<String> scenarios(Fixture fixture) {
        return Stream.concat(
                        fixture.when().conditions().keySet().stream()
                                .filter(key -> key.part() == When.Part.SCENARIO)
                                .map(When.Key::name),
                        fixture.next().keySet().stream())
                .distinct()
                .toList();
    }

    /** The steps, and none if the scenario is not started at first. */
    private static List<Optional<Integer>> steps(Scenario scenario) {
        var steps = new ArrayList<Optional<Integer>>();
        IntStream.range(0, scenario.steps().size()).mapToObj(Optional::of).forEach(steps::add);
        if (!scenario.isStarted()) {
            steps.add(Optional.empty());
        }
        return steps;
    }

    private void add(
            Operation operation,
            Condition condition,
            List<String> preference,
            Optional<Fixture> fixture,
            Request request) {
        answer(operation, condition, preference, fixture, request).ifPresent(all::add);
    }

    private Optional<Exported> answer(
            Operation operation,
            Condition condition,
            List<String> preference,
            Optional<Fixture> fixture,
            Request request) {
        Answer answer = engine.answer(request);
        var used = answer.explanation().fixture();
        used.filter(ExportedAnswers::isTemplate)
                .map(each -> each.file().file() + ": its template; it is exported with the values of one request")
                .ifPresent(left::add);
        return Optional.of(new Exported(
                operation,
                condition,
                preference,
                fixture,
                request,
                answer.response(),
                stage.delay(operation).or(() -> used.flatMap(Fixture::delay)),
                answer.fault(),
                when(operation, condition, preference, fixture),
                Optional.empty(),
                used));
    }

    private static boolean isTemplate(Fixture fixture) {
        return fixture.body().flatMap(Fixture.Body::template).isPresent();
    }

    private When when(Operation operation, Condition condition, List<String> preference, Optional<Fixture> fixture) {
        return switch (condition) {
            case NO_CREDENTIALS -> credentials(operation, new ValueMatcher.Absent(true));
            case OTHER_SCHEME -> credentials(operation, new ValueMatcher.Matches(NOT_BEARER));
            case PREFERENCE -> new When(Map.of(PREFER, new ValueMatcher.Matches(named(preference))));
            case FIXTURE -> fixture.map(Fixture::when).orElse(When.always()).without(When.Part.SCENARIO);
            case ALWAYS -> When.always();
        };
    }

    /** Without API keys, and with that header {@code Authorization}. */
    private When credentials(Operation operation, ValueMatcher authorization) {
        var conditions = new LinkedHashMap<When.Key, ValueMatcher>();
        contract.securitySchemes(operation).forEach(scheme -> {
            if (scheme instanceof SecurityScheme.ApiKey key) {
                conditions.put(
                        new When.Key(When.Part.of(key.in()).orElseThrow(), key.parameter()),
                        new ValueMatcher.Absent(true));
            } else {
                conditions.put(AUTHORIZATION, authorization);
            }
        });
        return new When(conditions);
    }

    /** All preferences, in any order. */
    private static Pattern named(List<String> preferences) {
        return Pattern.compile(preferences.stream()
                .map(each -> "(?=(?:[\\s\\S]*[,;\\s])?" + PathPatterns.literal(each) + "(?:[,;\\s][\\s\\S]*)?$)")
                .collect(Collectors.joining("", "", "[\\s\\S]*")));
    }
}
