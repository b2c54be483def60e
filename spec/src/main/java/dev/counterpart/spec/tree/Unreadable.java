package dev.counterpart.spec.tree;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import tools.jackson.core.JsonPointer;

/** Aborts the reading of a file. The entry points of the reader convert it to violations. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Rule rule;
    private final int line;
    private final String expected;
    private final String actual;

    /**
     * Aborts the reading of a file.
     *
     * @param line from 1; 0 if unknown
     */
    public Unreadable(Rule rule, int line, String expected, String actual) {
        super(actual, null, false, false);
        this.rule = rule;
        this.line = line;
        this.expected = expected;
        this.actual = actual;
    }

    /** The same reason at another line. */
    public Unreadable atLine(int other) {
        return new Unreadable(rule, other, expected, actual);
    }

    public Rule rule() {
        return rule;
    }

    /** From 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** What should be there instead, in words. */
    public String expected() {
        return expected;
    }

    /** The reason as a remark, for a file that can still be read. */
    Tree.Remark remark(String wished) {
        return new Tree.Remark(rule, line, wished, actual);
    }

    /** The reason as a violation of that file. */
    public Violation in(String file) {
        return Violation.of(rule, Spot.of(Spot.Part.DOCUMENT), expected, Violation.shortened(actual))
                .declaredAt(new Location(file, line, JsonPointer.empty()));
    }
}
