package dev.counterpart.verify.report;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.check.Verdict.Failed;
import dev.counterpart.verify.check.Verdict.Passed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Turns results into plain data, without the secrets that were sent or answered. */
public final class ReportMaker {

    private final String target;
    private final Masking masking;
    private final boolean keepsExchanges;

    private ReportMaker(String target, Masking masking, boolean keepsExchanges) {
        this.target = target;
        this.masking = masking;
        this.keepsExchanges = keepsExchanges;
    }

    /**
     * A maker for the report of one run.
     *
     * @param target the URL that was tested
     * @param secrets values that were sent and that no report contains
     * @param keepsExchanges whether every exchange is included, or only those with a violation
     */
    public static List<ReportedCase> cases(
            List<Result> results, String target, Collection<Secret> secrets, boolean keepsExchanges) {
        var masking = new Masking(secrets).and(AnsweredSecrets.of(results));
        var maker = new ReportMaker(target, masking, keepsExchanges);
        return results.stream().map(maker::reported).toList();
    }

    private ReportedCase reported(Result result) {
        var sent = result.sent();
        var verdict = masked(result.verdict());
        boolean isShown = keepsExchanges || !verdict.violations().isEmpty();
        return new ReportedCase(
                masking.text(sent.id()),
                sent.operation().toString(),
                masking.text(sent.group()),
                masking.text(sent.title()),
                sent.origin().source().label(),
                sent.expectation().text(),
                sent.origin().reason(),
                verdict,
                List.of(),
                result.status(),
                result.mediaType(),
                result.observation().map(observation -> observation.took()).orElse(Duration.ZERO),
                Curl.of(target, sent.request(), masking),
                isShown ? Optional.of(Exchange.of(result, masking)) : Optional.empty());
    }

    private Verdict masked(Verdict verdict) {
        if (verdict instanceof Passed || verdict instanceof Failed) {
            var violations = verdict.violations().stream().map(this::masked).toList();
            return verdict instanceof Passed ? new Passed(violations) : new Failed(violations);
        }
        return verdict;
    }

    private Violation masked(Violation violation) {
        return new Violation(
                violation.rule(),
                violation.severity(),
                violation.at(),
                masking.text(violation.expected()),
                masking.text(violation.actual()),
                violation.declared(),
                violation.basis(),
                violation.fix(),
                Optional.empty());
    }
}
