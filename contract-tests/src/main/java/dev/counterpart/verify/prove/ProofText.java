package dev.counterpart.verify.prove;

import dev.counterpart.verify.prove.Proof.Survivor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proof as readable text. */
public final class ProofText {

    /** Maximum number of survivors that are named for each reason. */
    private static final int MOST_NAMED = 20;

    private ProofText() {}

    /** One line, and more if an incorrect provider passed. */
    public static String of(Proof proof) {
        var text = new StringBuilder(summary(proof));
        grouped(text, "passed", proof.survivors());
        grouped(text, "not failed", proof.excused());
        if (!proof.accused().isEmpty()) {
            text.append("  correct, but failed; please report this:\n");
            proof.accused().forEach(each -> text.append("    ").append(each).append('\n'));
        }
        if (proof.killed() == 0) {
            text.append("  nothing was proved: no case has an answer that can be mutated\n");
        }
        if (proof.unprovable() > 0) {
            text.append("  ")
                    .append(proof.unprovable())
                    .append(" cases were skipped: they cannot be proved this way\n");
        }
        return text.toString();
    }

    private static String summary(Proof proof) {
        String excused = proof.excused().isEmpty()
                ? ""
                : "; " + proof.excused().size() + " more do not fail the gate because of its rule settings";
        return "proof: " + proof.killed() + " of " + proof.total() + " incorrect providers fail the gate" + excused
                + "\n";
    }

    private static void grouped(StringBuilder text, String label, List<Survivor> survivors) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        survivors.forEach(each -> byReason.computeIfAbsent(each.reason(), any -> new ArrayList<>())
                .add(each.title()));
        byReason.forEach((reason, titles) -> {
            text.append("  ").append(label).append(", because ").append(reason).append(":\n");
            titles.stream()
                    .limit(MOST_NAMED)
                    .forEach(title -> text.append("    ").append(title).append('\n'));
            if (titles.size() > MOST_NAMED) {
                text.append("    … and ").append(titles.size() - MOST_NAMED).append(" more\n");
            }
        });
    }
}
