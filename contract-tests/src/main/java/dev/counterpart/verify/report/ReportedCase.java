package dev.counterpart.verify.report;

import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A case, what came back for it, and the verdict, as reports tell it: plain data without secrets.
 *
 * @param id the case's name; the same in every run
 * @param operation for example {@code GET /pets/{petId}}
 * @param source what the case was made from
 * @param expected what was asked of the answer, and {@code reason} why, in words
 * @param known rules that it breaks at places where the baseline knows of them; they are not in the verdict
 * @param took zero where the case was not sent
 * @param mediaType of the answer; empty where it names none
 * @param again the command that sends the request once more
 * @param exchange where somebody will want to see it
 */
public record ReportedCase(
        String id,
        String operation,
        String group,
        String title,
        String source,
        String expected,
        String reason,
        Verdict verdict,
        List<String> known,
        Optional<Integer> status,
        String mediaType,
        Duration took,
        String again,
        Optional<Exchange> exchange) {

    public ReportedCase {
        known = List.copyOf(known);
    }

    /** The operation and what it answered: {@code GET /pets/{petId} → 200 application/json}. */
    public String subject() {
        return Result.subject(operation, status, mediaType);
    }

    /** Whether its request is another case's with less in it; {@code reason} says what is left out. */
    public boolean isShrunk() {
        return source.equals(Origin.Source.SHRUNK.label());
    }

    /** The rules that it breaks, each once. */
    public List<String> rules() {
        return verdict.violations().stream()
                .map(violation -> violation.rule().id())
                .distinct()
                .toList();
    }

    /** Every violation with its facts, and the command that shows them again. */
    public String text() {
        return verdict.violations().stream()
                        .map(violation -> violation.text(subject()))
                        .collect(Collectors.joining("\n\n"))
                + "\n  again     " + again;
    }

    ReportedCase judged(Verdict other, List<String> rulesKnown) {
        return new ReportedCase(
                id,
                operation,
                group,
                title,
                source,
                expected,
                reason,
                other,
                rulesKnown,
                status,
                mediaType,
                took,
                again,
                exchange);
    }
}
