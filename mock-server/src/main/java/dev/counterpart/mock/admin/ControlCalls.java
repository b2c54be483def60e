package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.StagedAnswerReader;
import dev.counterpart.mock.control.AnswerOverride;
import dev.counterpart.mock.control.Overrides;
import dev.counterpart.mock.control.Play;
import dev.counterpart.mock.control.ScenarioPlayer;
import dev.counterpart.mock.control.ServedScenario;
import dev.counterpart.mock.request.Session;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people set: overrides and scenarios. */
final class ControlCalls {

    /** Members of an override that are not about the answer. */
    private static final Set<String> SCOPE = Set.of("operation", "session", "calls", "for");

    private final Running running;
    private final InstantSource clock;

    ControlCalls(Running running, InstantSource clock) {
        this.running = running;
        this.clock = clock;
    }

    Response overrides(AdminCall call) {
        var list = JsonNodeFactory.instance.arrayNode();
        running.control().overrides().all().forEach(each -> list.add(json(each)));
        return AdminCall.ok(list);
    }

    Response addOverride(AdminCall call) {
        var body = call.body();
        var selector = new OperationSelector(body.path("operation").asString("*"));
        var time = AdminCall.text(body, "for");
        var length = time.flatMap(Durations::parse);
        var refusal = unselectable(selector)
                .or(() -> time.filter(text -> length.isEmpty())
                        .map(text -> Durations.refusal("\"for\"", "30s", text) + "."));
        if (refusal.isPresent()) {
            return AdminCall.invalid(refusal.get());
        }
        var answer = ((ObjectNode) body).deepCopy().remove(SCOPE);
        var read = running.read(answer, selector);
        var unusable = unusable(read);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        var calls = body.has("calls") ? OptionalInt.of(body.path("calls").asInt()) : OptionalInt.empty();
        var until = length.map(clock.instant()::plus);
        var session = AdminCall.text(body, "session");
        var wanted = new AnswerOverride(0, selector, session, read.answer(), calls, until);
        return added(running.control().overrides().add(wanted, answer));
    }

    private static Optional<Response> unusable(StagedAnswerReader.Result read) {
        if (!read.broken().isEmpty()) {
            return Optional.of(AdminCall.invalid(
                    "The override cannot be set.",
                    read.broken().stream().map(BrokenFixture::violation).toList()));
        }
        return read.answer().equals(StagedAnswer.NOTHING)
                ? Optional.of(
                        AdminCall.invalid(
                                "The override sets nothing. Set status, fixture, example, body, delay, fault, auth or validation."))
                : Optional.empty();
    }

    /** Why no operation, or more than one, can be selected this way; empty if that is not so. */
    private Optional<String> unselectable(OperationSelector selector) {
        var candidates = OperationNames.of(running.served(), selector);
        if (candidates.size() > 1) {
            return Optional.of(Json.text(JsonNodeFactory.instance.stringNode(selector.text()))
                    + " is an operation of several documents. Name one: " + String.join(", ", candidates) + ".");
        }
        return running.served().stream().anyMatch(served -> selector.isOf(served.prefix()))
                ? Optional.empty()
                : Optional.of("No document is served at the prefix of \"" + selector + "\"; the prefixes are: "
                        + prefixes() + ".");
    }

    private String prefixes() {
        return running.served().stream()
                .map(served -> served.prefix().isEmpty() ? "/" : served.prefix())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Response added(Optional<AnswerOverride> added) {
        return added.map(override -> AdminCall.json(201, json(override))
                        .with("Location", AdminApi.ROOT + "/overrides/" + override.id()))
                .orElseGet(() -> AdminCall.problem(
                        409, "There are " + Overrides.MOST + " overrides already, which is the maximum. Remove some."));
    }

    Response clearOverrides(AdminCall call) {
        running.control()
                .overrides()
                .clear(call.session(), call.query("operation").map(OperationSelector::new));
        return AdminCall.done();
    }

    Response removeOverride(AdminCall call) {
        long id = call.id();
        return running.control().overrides().remove(id)
                ? AdminCall.done()
                : AdminCall.notFound("There is no override " + id + "; it may have been used up.");
    }

    private static ObjectNode json(AnswerOverride override) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", override.id());
        node.put("operation", override.operation().text());
        override.session().ifPresent(session -> node.put("session", session));
        var answer = override.answer();
        answer.status().ifPresent(status -> node.put("status", status));
        answer.fixture().ifPresent(name -> node.put("fixture", name));
        answer.example().ifPresent(name -> node.put("example", name));
        answer.delay().ifPresent(delay -> node.put("delay", Durations.text(delay)));
        answer.fault().ifPresent(fault -> node.put("fault", fault.label()));
        node.put("auth", answer.auth());
        node.put("validation", answer.validation());
        override.calls().ifPresent(calls -> node.put("calls", calls));
        override.until().ifPresent(until -> node.put("until", until.toString()));
        node.put("text", answer.toString());
        return node;
    }

    Response scenarios(AdminCall call) {
        var list = JsonNodeFactory.instance.arrayNode();
        var plays = running.control().scenarios().plays();
        running.control().scenarios().scenarios().forEach(scenario -> list.add(json(scenario, plays)));
        return AdminCall.ok(list);
    }

    /** Starts, moves or stops a scenario. */
    Response moveScenario(AdminCall call) {
        var player = running.control().scenarios();
        var named = player.named(call.path("name"));
        if (named.size() != 1) {
            return named.isEmpty() ? unknownScenario(call.path("name")) : ambiguousScenario(call.path("name"), named);
        }
        if (call.session().filter(text -> text.length() > Session.LONGEST).isPresent()) {
            return AdminCall.invalid("A session has at most " + Session.LONGEST + " characters.");
        }
        move(player, named.get(0), call);
        return AdminCall.ok(json(named.get(0), player.plays()));
    }

    private Response unknownScenario(String name) {
        var all = running.control().scenarios().scenarios();
        return AdminCall.notFound("There is no scenario \"" + name + "\"; "
                + (all.isEmpty()
                        ? "scenarios are files in the folder _scenarios of the fixtures."
                        : "there are: " + selectors(all) + "."));
    }

    private Response ambiguousScenario(String name, List<ServedScenario> named) {
        return AdminCall.invalid(
                "\"" + name + "\" is a scenario of several documents. Name one: " + selectors(named) + ".");
    }

    private String selectors(List<ServedScenario> some) {
        var all = running.control().scenarios().scenarios();
        return some.stream().map(each -> each.selector(all)).collect(Collectors.joining(", "));
    }

    private static void move(ScenarioPlayer player, ServedScenario scenario, AdminCall call) {
        var session = call.session();
        switch (call.path("move")) {
            case "next" ->
                player.move(scenario, session, now -> now.map(step -> step + 1).orElse(0));
            case "back" ->
                player.move(scenario, session, now -> now.map(step -> step - 1).orElse(0));
            case "stop" -> player.stop(scenario, session);
            default -> player.play(scenario, session, 0);
        }
    }

    Response reset(AdminCall call) {
        running.control().reset(call.session());
        running.journal().clear(call.session());
        return AdminCall.done();
    }

    private ObjectNode json(ServedScenario served, List<Play> plays) {
        var scenario = served.scenario();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("name", scenario.name());
        node.put("selector", selectors(List.of(served)));
        node.put("prefix", served.prefix());
        node.put("title", scenario.title());
        node.put("description", scenario.description());
        node.put("file", scenario.file().file());
        var steps = node.putArray("steps");
        scenario.steps().forEach(step -> steps.add(json(step)));
        var underWay = node.putArray("plays");
        plays.stream().filter(play -> play.isOf(served)).forEach(play -> {
            var each = underWay.addObject();
            play.session().ifPresent(session -> each.put("session", session));
            each.put("step", Math.min(play.step(), scenario.steps().size() - 1));
            each.put("calls", play.calls());
            each.put("began", play.began().toString());
        });
        return node;
    }

    private static ObjectNode json(Scenario.Step step) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("title", step.title());
        node.put("until", step.end().toString());
        var answers = node.putArray("answers");
        step.answers().forEach((selector, answer) -> answers.add(selector + ": " + answer));
        return node;
    }
}
