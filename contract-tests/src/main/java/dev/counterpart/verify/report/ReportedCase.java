package dev.counterpart.verify.report;

import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.Origin;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A case, its answer and the verdict as reports show them: plain data without secrets.
 *
 * @param id the case's name; the same in every run
 * @param operation for example {@code GET /pets/{petId}}
 * @param source what the case was made from
 * @param expected the expected answer, and {@code reason} why, in words
 * @param known violated rules that the baseline contains; they are not part of the verdict
 * @param took zero if the case was not sent
 * @param mediaType of the answer; empty if it names none
 * @param again the command that repeats the request
 * @param exchange empty unless it shows a violation or all exchanges are included
 */
@RecordBuilder
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
        Optional<ReportedExchange> exchange)
        implements ReportedCaseBuilder.With {

    public ReportedCase {
        known = List.copyOf(known);
    }

    /** The operation and what it answered: {@code GET /pets/{petId} → 200 application/json}. */
    public String subject() {
        return Result.subject(operation, status, mediaType);
    }

    /** Whether its request is a smaller one of another case; {@code reason} says what was removed. */
    public boolean isShrunk() {
        return source.equals(Origin.Source.SHRUNK.label());
    }

    /** Whether the provider answered that there were too many requests, so that the case is not tested. */
    boolean isLimited() {
        return verdict instanceof Verdict.Skipped && status.isPresent();
    }

    /** The violated rules, without duplicates. */
    public List<String> rules() {
        return verdict.violations().stream()
                .map(violation -> violation.rule().id())
                .distinct()
                .toList();
    }

    /** Every violation with its facts, and the command that shows it again. */
    public String text() {
        return verdict.violations().stream()
                        .map(violation -> violation.text(subject()))
                        .collect(Collectors.joining("\n\n"))
                + "\n  again     " + again;
    }
}
