package dev.counterpart.spec.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules by their ids, in the order in which they are declared. For the one thread that declares them; afterwards for all. */
public final class RuleSet {

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    /** Adds a rule whose violation is an error. */
    public Rule error(String id, String meaning, String example, String fix) {
        return add(new Rule(id, Severity.ERROR, meaning, example, fix));
    }

    /** Adds a rule whose violation is a warning. */
    public Rule warning(String id, String meaning, String example, String fix) {
        return add(new Rule(id, Severity.WARNING, meaning, example, fix));
    }

    private Rule add(Rule rule) {
        rules.put(rule.id(), rule);
        return rule;
    }

    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    public List<Rule> all() {
        return new ArrayList<>(rules.values());
    }
}
