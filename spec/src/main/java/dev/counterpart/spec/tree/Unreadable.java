package dev.counterpart.spec.tree;

import dev.counterpart.spec.Location;
import dev.counterpart.spec.Rule;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Violation;
import tools.jackson.core.JsonPointer;

/** Ends the reading of one file from deep inside it; never leaves the reader: its doors turn it into violations. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Rule rule;
    private final int line;
    private final String expected;
    private final String actual;

    /**
     * Ends the reading of a file.
     *
     * @param line from 1; 0 where it is not known
     */
    public Unreadable(Rule rule, int line, String expected, String actual) {
        super(actual, null, false, false);
        this.rule = rule;
        this.line = line;
        this.expected = expected;
        this.actual = actual;
    }

    public Rule rule() {
        return rule;
    }

    /** The same as a remark on a file that can be read in spite of it. */
    Tree.Remark remark(String wished) {
        return new Tree.Remark(rule, line, wished, actual);
    }

    /** The same as a violation of that file. */
    public Violation in(String file) {
        return Violation.of(rule, Spot.of(Spot.Part.DOCUMENT), expected, Violation.shortened(actual))
                .declaredAt(new Location(file, line, JsonPointer.empty()));
    }
}
