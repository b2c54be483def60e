package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Scenario;
import dev.counterpart.spec.Counted;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a scenario of WireMock that stand for the steps of one of ours.
 *
 * <p>WireMock begins in the state {@code Started}. That is the first step of a scenario that is under way from the start; for others, it
 * means that the scenario is not under way. A step that ends after some calls has a state for each of them.
 *
 * @see <a href="https://wiremock.org/docs/stateful-behaviour/">WireMock, stateful behaviour</a>
 */
record ScenarioStates(List<List<String>> states) {

    /** The state in which WireMock's scenarios begin. */
    static final String STARTED = "Started";

    /** Steps that end after more calls are exported as if they ended by hand. */
    static final int MOST_CALLS = 100;

    ScenarioStates {
        states = states.stream().map(List::copyOf).toList();
    }

    static ScenarioStates of(Scenario scenario) {
        var all = new ArrayList<List<String>>();
        var taken = new ArrayList<String>();
        if (!scenario.isStarted()) {
            taken.add(STARTED);
        }
        for (var step : scenario.steps()) {
            String name = all.isEmpty() && scenario.isStarted() ? STARTED : unused(step.title(), taken);
            taken.add(name);
            var ofStep = new ArrayList<String>(List.of(name));
            for (int call = 1; call < calls(step); call++) {
                ofStep.add(name + ", after " + Counted.of(call, "call"));
            }
            all.add(ofStep);
        }
        return new ScenarioStates(all);
    }

    private static String unused(String title, List<String> taken) {
        String name = title;
        for (int number = 2; taken.contains(name); number++) {
            name = title + " (" + number + ")";
        }
        return name;
    }

    private static int calls(Scenario.Step step) {
        return step.end() instanceof Scenario.End.Calls calls && calls.count() <= MOST_CALLS ? calls.count() : 1;
    }

    List<String> ofStep(int index) {
        return states.get(index);
    }

    /** The state at the beginning of a step. */
    String first(int index) {
        return states.get(index).get(0);
    }
}
