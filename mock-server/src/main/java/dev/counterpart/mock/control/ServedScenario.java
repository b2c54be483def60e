package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import java.util.List;

/**
 * A scenario of one of the contracts of a server. Scenarios of several contracts can have the same name.
 *
 * @param contract the name of its contract, which no other contract of the server has
 * @param prefix of the paths of its contract
 */
public record ServedScenario(String contract, String prefix, Scenario scenario) {

    /** Names of the scenario, shortest first: its own, with the prefix before it, and with the name of its contract. */
    private List<String> names() {
        String own = scenario.name();
        return List.of(own, (prefix.isEmpty() ? "/" : prefix) + "#" + own, contract + "#" + own);
    }

    /** Whether the text is one of its names. */
    boolean isNamed(String text) {
        return names().contains(text);
    }

    /** The shortest name that no other has: {@code sale}, {@code /stock#sale} or {@code /#Stock#sale}. */
    public String selector(List<ServedScenario> all) {
        return names().stream()
                .filter(name -> all.stream().filter(each -> each.isNamed(name)).count() == 1)
                .findFirst()
                .orElse(scenario.name());
    }
}
