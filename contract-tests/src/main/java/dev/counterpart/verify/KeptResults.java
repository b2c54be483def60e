package dev.counterpart.verify;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.cases.Expectation.HeadOfGet;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.AnsweredSecrets;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results as they are kept until the report is made. Of an answer that passed, the report says status, media type and time; so
 * where no exchange is wanted and no pass compares it with others, all alike share one, and the secrets in it are kept aside.
 */
final class KeptResults {

    private static final Verdict PASSED = new Verdict.Passed(List.of());

    /** Times are told in milliseconds, so there are few that differ, unless a provider is very slow. */
    private static final int MOST_SHARED = 10_000;

    /** What the report says of an answer. */
    private record Seen(int status, String contentType, long millis) {}

    private final boolean keepsExchanges;
    private final AnsweredSecrets secrets = new AnsweredSecrets();
    private final Map<Seen, Optional<Observation>> shared = new HashMap<>();

    KeptResults(boolean keepsExchanges) {
        this.keepsExchanges = keepsExchanges;
    }

    /** What is kept of a result while passes may need it. */
    Result of(Result result) {
        secrets.add(result);
        return isCompared(result.sent()) ? result : shortened(result);
    }

    /** Secrets of all answers so far. */
    List<Secret> secrets() {
        return secrets.all();
    }

    private static boolean isCompared(Case sent) {
        var expectation = sent.expectation();
        return sent.origin().source().isFoundation()
                || (sent.isOnTheWire()
                        && (expectation instanceof Documented
                                || expectation instanceof Answer
                                || expectation instanceof HeadOfGet))
                || (expectation instanceof Denial denial && denial.isForNothing());
    }

    /** What the report needs of a result. */
    Result shortened(Result result) {
        boolean isPlain = result.verdict() instanceof Verdict.Passed
                && result.verdict().violations().isEmpty()
                && result.answer().isPresent();
        return keepsExchanges || !isPlain
                ? result
                : new Result(result.sent(), answer(result.answer().orElseThrow()), PASSED);
    }

    private Optional<Observation> answer(Answered answered) {
        var response = answered.response();
        var seen = new Seen(
                response.status(),
                response.headers().first("Content-Type").orElse(""),
                answered.took().toMillis());
        if (shared.size() >= MOST_SHARED) {
            shared.clear();
        }
        return shared.computeIfAbsent(seen, KeptResults::answer);
    }

    private static Optional<Observation> answer(Seen seen) {
        var headers = seen.contentType.isEmpty() ? Headers.none() : Headers.of("Content-Type", seen.contentType);
        return Optional.of(new Answered(
                new Response(seen.status, headers, new byte[0]), List.of(), Duration.ofMillis(seen.millis)));
    }
}
