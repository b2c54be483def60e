package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Violation;
import java.util.List;

/** The verdict on a case. */
public sealed interface Verdict {

    /** No violation, or only {@code warnings}, which do not fail a case. */
    record Passed(List<Violation> warnings) implements Verdict {
        public Passed {
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Violation> violations() {
            return warnings;
        }

        @Override
        public String word() {
            return "passed";
        }
    }

    /** At least one violation is an error. */
    record Failed(List<Violation> violations) implements Verdict {
        public Failed {
            violations = List.copyOf(violations);
        }

        @Override
        public String word() {
            return "failed";
        }
    }

    /** The case could not be carried out, for reasons that are not the provider's fault. */
    record Errored(String reason) implements Verdict {
        @Override
        public List<Violation> violations() {
            return List.of();
        }

        @Override
        public String word() {
            return "errored";
        }
    }

    /** The case was not sent. */
    record Skipped(String reason) implements Verdict {
        @Override
        public List<Violation> violations() {
            return List.of();
        }

        @Override
        public String word() {
            return "skipped";
        }
    }

    List<Violation> violations();

    String word();

    /** Why the case was not carried out; empty if it was. */
    default String reason() {
        return "";
    }
}
