package dev.counterpart.verify.data;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules that a user switched off, or whose severity they changed. The last setting that matches a rule is used. */
public record RuleSettings(List<Setting> settings) {

    private static final RuleSettings NONE = new RuleSettings(List.of());

    /**
     * One setting.
     *
     * @param pattern a rule's id; {@code *} matches any text
     * @param severity empty if the rule is off
     */
    public record Setting(String pattern, Optional<Severity> severity) {
        boolean covers(Rule rule) {
            return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), rule.id());
        }
    }

    public RuleSettings {
        settings = List.copyOf(settings);
    }

    public static RuleSettings none() {
        return NONE;
    }

    /** These settings, then those of a smaller scope, which override them. */
    public RuleSettings and(RuleSettings smaller) {
        var all = new ArrayList<>(settings);
        all.addAll(smaller.settings);
        return new RuleSettings(all);
    }

    /** Whether the rule is off. */
    public boolean isOff(Rule rule) {
        return deciding(rule).filter(setting -> setting.severity().isEmpty()).isPresent();
    }

    /** The violation with the user's severity; empty if its rule is off. */
    public Optional<Violation> applied(Violation violation) {
        var deciding = deciding(violation.rule());
        return deciding.isEmpty()
                ? Optional.of(violation)
                : deciding.get().severity().map(violation::withSeverity);
    }

    private Optional<Setting> deciding(Rule rule) {
        for (int i = settings.size() - 1; i >= 0; i--) {
            if (settings.get(i).covers(rule)) {
                return Optional.of(settings.get(i));
            }
        }
        return Optional.empty();
    }
}
