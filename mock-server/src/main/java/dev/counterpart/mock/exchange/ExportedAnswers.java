package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All answers of the mock that another tool can give too: for each fixture, for missing credentials, for each documented status that a
 * request selects, and the usual one. They are made by the mock itself.
 */
final class ExportedAnswers {

    private final Contract contract;
    private final Fixtures fixtures;
    private final MockEngine engine;
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
     */
    record Exported(
            Operation operation,
            Condition condition,
            List<String> preference,
            Optional<Fixture> fixture,
            Request request,
            Response response,
            Optional<Fixture.Delay> delay,
            Optional<Fixture.Fault> fault) {

        When when() {
            return condition == Condition.FIXTURE ? fixture.map(Fixture::when).orElse(When.always()) : When.always();
        }
    }

    private ExportedAnswers(Contract contract, Fixtures fixtures) {
        this.contract = contract;
        this.fixtures = fixtures;
        this.engine = new MockEngine(
                contract, fixtures, MockOptions.defaults().but().cors(false).build());
        this.requests = new SampleRequest(contract);
    }

    /**
     * The answers of all operations. Those that must be tried first come first.
     *
     * @param left receives the fixtures that other tools cannot serve, with the reason
     */
    static List<Exported> of(Contract contract, Fixtures fixtures, List<String> left) {
        var answers = new ExportedAnswers(contract, fixtures);
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
        if (operation.needsCredentials()) {
            add(operation, Condition.NO_CREDENTIALS, List.of(), Optional.empty(), plain);
            if (contract.securitySchemes(operation).stream().anyMatch(SecurityScheme::isBearer)) {
                add(
                        operation,
                        Condition.OTHER_SCHEME,
                        List.of(),
                        Optional.empty(),
                        plain.with("Authorization", "Other x"));
            }
        }
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
        fixtures.of(operation).stream()
                .filter(fixture -> !fixture.when().isAlways())
                .sorted(Fixtures.MOST_SPECIFIC_FIRST)
                .forEach(fixture -> conditional(operation, fixture));
        add(operation, Condition.ALWAYS, List.of(), Optional.empty(), request);
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
        if (fixture.when().asksOfToken()) {
            left.add(file + ": conditions on the claims of a token");
            return;
        }
        var made = requests.of(operation, fixture.when(), Map.of());
        if (!made.unmet().isEmpty()) {
            left.add(file + ": no request is known that meets " + made.unmet().get(0));
            return;
        }
        add(
                operation,
                Condition.FIXTURE,
                List.of(),
                Optional.of(fixture),
                FakeCredentials.on(made.request(), operation, contract));
    }

    private void add(
            Operation operation,
            Condition condition,
            List<String> preference,
            Optional<Fixture> fixture,
            Request request) {
        Answer answer = engine.answer(request);
        var used = answer.explanation().fixture();
        if (condition == Condition.FIXTURE && !used.equals(fixture)) {
            left.add(fixture.orElseThrow().file().file() + ": "
                    + used.map(each -> each.file().file() + " answers the same requests")
                            .orElse("the mock refuses the requests that meet its conditions"));
            return;
        }
        if (used.flatMap(Fixture::body).flatMap(Fixture.Body::template).isPresent()) {
            left.add(
                    used.orElseThrow().file().file() + ": its template; it is exported with the values of one request");
        }
        all.add(new Exported(
                operation,
                condition,
                preference,
                fixture,
                request,
                answer.response(),
                used.flatMap(Fixture::delay),
                used.flatMap(Fixture::fault)));
    }
}
