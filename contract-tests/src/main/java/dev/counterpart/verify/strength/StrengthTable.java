package dev.counterpart.verify.strength;

import dev.counterpart.spec.Counted;
import java.util.List;

/** The strength of a document as readable text. */
public final class StrengthTable {

    /** Maximum number of incorrect answers that are listed for a hole. */
    private static final int MOST_NAMED = 3;

    private final int most;

    /**
     * A table.
     *
     * @param most maximum number of holes; 0 for all
     */
    public StrengthTable(int most) {
        this.most = most;
    }

    /** The table: a line to add for each hole, and the answers that it would reject. */
    public String text(Strength strength) {
        var text = new StringBuilder(summary(strength));
        var shown = most == 0
                ? strength.holes()
                : strength.holes().stream().limit(most).toList();
        shown.forEach(hole -> hole(text, hole));
        int more = strength.holes().size() - shown.size();
        if (more > 0) {
            text.append("\n… and ").append(Counted.of(more, "more hole")).append("; --limit 0 lists all\n");
        }
        return text.toString();
    }

    private static String summary(Strength strength) {
        String unread = strength.unread() == 0
                ? ""
                : Counted.of(strength.unread(), "body was skipped: it is", "bodies were skipped: they are")
                        + " not JSON, or no value satisfies the schema\n";
        return strength.file() + " refuses " + strength.refused() + " of " + strength.mutants()
                + " incorrect answers: strength " + strength.percent() + " %\n" + unread;
    }

    private static void hole(StringBuilder text, Hole hole) {
        text.append('\n').append(hole.at()).append('\n');
        text.append("  add       ").append(hole.line()).append('\n');
        text.append("  to reject ").append(named(hole.lets())).append('\n');
    }

    private static String named(List<String> lets) {
        String named = String.join("; ", lets.subList(0, Math.min(MOST_NAMED, lets.size())));
        return lets.size() > MOST_NAMED ? named + "; and " + (lets.size() - MOST_NAMED) + " more" : named;
    }
}
