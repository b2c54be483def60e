package dev.counterpart.spec.jsonpath;

import java.util.List;

/**
 * What a filter asks of each child.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.3.5">RFC 9535 §2.3.5</a>
 */
sealed interface Condition {

    record AnyOf(List<Condition> conditions) implements Condition {}

    record AllOf(List<Condition> conditions) implements Condition {}

    record Not(Condition condition) implements Condition {}

    /** Whether a query selects something. */
    record Exists(Query query) implements Condition {}

    /** A function whose result is true or false. */
    record Holds(Operand.Call call) implements Condition {}

    record Compares(Operand left, Comparator comparator, Operand right) implements Condition {}

    enum Comparator {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        GREATER(">");

        private final String text;

        Comparator(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
