package dev.counterpart.verify.report;

import dev.counterpart.spec.Severity;
import dev.counterpart.verify.check.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A run: every verdict and its causes.
 *
 * @param title of the contract
 * @param document the name of its file
 * @param target the URL that was tested
 * @param causes what is wrong, each once
 * @param remarks what was not checked, and what the user can do about it
 */
public record Report(
        String title,
        String document,
        String target,
        Instant started,
        Duration took,
        List<Result> results,
        List<Cause> causes,
        Coverage coverage,
        List<String> remarks,
        Masking masking) {

    public Report {
        results = List.copyOf(results);
        causes = List.copyOf(causes);
        remarks = List.copyOf(remarks);
        masking = masking.and(AnsweredSecrets.of(results));
    }

    /** How many cases came to that verdict. */
    public long count(Class<? extends Verdict> verdict) {
        return results.stream()
                .filter(result -> verdict.isInstance(result.verdict()))
                .count();
    }

    /** How many causes weigh that much. */
    public long count(Severity severity) {
        return causes.stream()
                .filter(cause -> cause.violation().severity() == severity)
                .count();
    }

    /** Whether the run fails, by causes of at least that severity or by cases that could not be carried out. */
    public boolean fails(Severity least) {
        return count(Severity.ERROR) > 0
                || (least == Severity.WARNING && count(Severity.WARNING) > 0)
                || count(Verdict.Errored.class) > 0;
    }

    /** The command that repeats the case of a result. */
    public String again(Result result) {
        return Curl.of(target, result.sent().request(), masking);
    }
}
