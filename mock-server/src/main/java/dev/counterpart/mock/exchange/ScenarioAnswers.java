package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.exchange.ExportedAnswers.Exported;
import dev.counterpart.mock.exchange.ExportedAnswers.Stage;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** The answers of one operation in the states that stand for the steps of a scenario. */
final class ScenarioAnswers {

    private final Operation operation;
    private final Scenario scenario;
    private final ScenarioStates states;

    ScenarioAnswers(Operation operation, Scenario scenario) {
        this.operation = operation;
        this.scenario = scenario;
        this.states = ScenarioStates.of(scenario);
    }

    /** What WireMock cannot do in place of the scenario, with the reasons. */
    static List<String> left(Scenario scenario) {
        var left = new ArrayList<String>();
        String file = scenario.file().file() + ": ";
        for (int i = 0; i < scenario.steps().size(); i++) {
            var step = scenario.steps().get(i);
            boolean isLast = i == scenario.steps().size() - 1;
            String name = "step " + (i + 1) + " \"" + step.title() + "\"";
            reason(step.end())
                    .filter(reason -> !isLast)
                    .ifPresent(reason -> left.add(file + name + " ends " + step.end() + ", " + reason
                            + "; set the next state with PUT /__admin/scenarios/" + scenario.name() + "/state"));
            if (step.answers().values().stream().anyMatch(answer -> !answer.auth())) {
                left.add(file + name + " does not check credentials; its stubs do");
            }
        }
        return left;
    }

    private static Optional<String> reason(Scenario.End end) {
        if (end instanceof Scenario.End.Calls calls) {
            return calls.count() > ScenarioStates.MOST_CALLS
                    ? Optional.of("more than " + ScenarioStates.MOST_CALLS)
                    : Optional.empty();
        }
        if (end instanceof Scenario.End.Matching matching) {
            return matching.when().asksOf(When.Part.TOKEN) ? Optional.of("on the claims of a token") : Optional.empty();
        }
        return Optional.of("which no stub can do");
    }

    /** Whether the step sets an answer for the operation, or can end with a request to it. */
    boolean isAbout(int index) {
        var step = scenario.steps().get(index);
        return step.answer(operation).isPresent() || matching(index).isPresent();
    }

    /** The requests to the operation that end the step. */
    private Optional<When> matching(int index) {
        return index < scenario.steps().size() - 1
                        && scenario.steps().get(index).end() instanceof Scenario.End.Matching matching
                        && matching.operation().covers(operation)
                        && !matching.when().asksOf(When.Part.TOKEN)
                ? Optional.of(matching.when())
                : Optional.empty();
    }

    /**
     * The answers during a step.
     *
     * @param bases the answers to requests that meet the conditions of fixtures, then the usual one
     * @param left receives what cannot be exported, with the reason
     */
    List<Exported> during(int index, List<Exported> bases, List<String> left) {
        boolean isAlike = bases.stream().map(Exported::response).distinct().count() == 1;
        var needed = isAlike ? bases.subList(bases.size() - 1, bases.size()) : bases;
        var all = new ArrayList<>(ending(index, needed, left));
        if (scenario.steps().get(index).answer(operation).isPresent()) {
            for (int call = 0; call < states.ofStep(index).size(); call++) {
                for (var base : needed) {
                    all.add(at(index, call, next(index, call), base, base.when()));
                }
            }
        }
        return all;
    }

    /** The answers to requests that end the step. */
    private List<Exported> ending(int index, List<Exported> bases, List<String> left) {
        var all = new ArrayList<Exported>();
        matching(index).ifPresent(when -> {
            for (var base : bases) {
                both(when, base.when())
                        .ifPresentOrElse(
                                joined -> all.add(at(index, 0, Optional.of(states.first(index + 1)), base, joined)),
                                () -> left.add(scenario.file().file() + ": step " + (index + 1)
                                        + " ends with requests on whose parts " + name(base)
                                        + " has other conditions"));
            }
        });
        return all;
    }

    private static String name(Exported answer) {
        return answer.fixture().map(fixture -> fixture.file().file()).orElse("the usual answer");
    }

    private Exported at(int index, int call, Optional<String> next, Exported base, When when) {
        String state = states.ofStep(index).get(call);
        var moved = base.used()
                .map(Fixture::next)
                .flatMap(all -> Optional.ofNullable(all.get(scenario.name())))
                .map(title -> states.first(scenario.step(title).orElse(0)));
        return base.during(when, new Stage(scenario.name(), Optional.of(state), next.or(() -> moved)));
    }

    /** The state after one more call. */
    private Optional<String> next(int index, int call) {
        var ofStep = states.ofStep(index);
        if (call + 1 < ofStep.size()) {
            return Optional.of(ofStep.get(call + 1));
        }
        boolean isOver = index < scenario.steps().size() - 1
                && scenario.steps().get(index).end() instanceof Scenario.End.Calls calls
                && calls.count() == ofStep.size();
        return isOver ? Optional.of(states.first(index + 1)) : Optional.empty();
    }

    /** The conditions of both; empty if there are two on one value. */
    private static Optional<When> both(When first, When second) {
        var all = new LinkedHashMap<>(first.without(When.Part.SCENARIO).conditions());
        for (var each : second.conditions().entrySet()) {
            var known = all.putIfAbsent(each.getKey(), each.getValue());
            if (known != null && !known.toString().equals(each.getValue().toString())) {
                return Optional.empty();
            }
        }
        return Optional.of(new When(all));
    }

    /** Whether the conditions of the fixture hold during a step; without an index, if the scenario is not under way. */
    static boolean isFor(Fixture fixture, Scenario scenario, Optional<Integer> index) {
        var title = index.map(step -> scenario.steps().get(step).title());
        return fixture.when().conditions().entrySet().stream()
                .filter(each -> each.getKey().part() == When.Part.SCENARIO)
                .allMatch(each -> each.getValue().holds(title.map(JsonNodeFactory.instance::stringNode), Typing.TEXT));
    }

    /** The answer of a fixture in the states of a step; without an index, in the state of a scenario that is not under way. */
    static List<Exported> of(Exported answer, Fixture fixture, Scenario scenario, Optional<Integer> index) {
        var states = ScenarioStates.of(scenario);
        var next = Optional.ofNullable(fixture.next().get(scenario.name()))
                .filter(title -> index.isPresent())
                .map(title -> states.first(scenario.step(title).orElse(0)));
        var required = index.map(states::ofStep).orElse(List.of(ScenarioStates.STARTED));
        return required.stream()
                .map(state -> answer.during(answer.when(), new Stage(scenario.name(), Optional.of(state), next)))
                .toList();
    }
}
