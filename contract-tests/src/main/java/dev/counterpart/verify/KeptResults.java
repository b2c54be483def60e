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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results in memory until the report is made. The report needs only status, media type and time of an answer that passed. Equal
 * ones share one object, unless exchanges are wanted or a pass compares the answer with others. Their secrets are kept
 * separately.
 */
final class KeptResults {

    private static final Verdict PASSED = new Verdict.Passed(List.of());

    /** Times are reported in milliseconds, so few values differ unless a provider is very slow. */
    private static final int MOST_SHARED = 10_000;

    /** The parts of an answer that the report needs. */
    private record Seen(int status, String contentType, long millis) {}

    private final boolean keepsExchanges;
    private final AnsweredSecrets secrets = new AnsweredSecrets();
    private final List<Secret> hidden = new ArrayList<>();
    private final Map<Seen, Optional<Observation>> shared = new HashMap<>();

    KeptResults(boolean keepsExchanges) {
        this.keepsExchanges = keepsExchanges;
    }

    /** The parts of a result that are kept while passes may need them. */
    Result of(Result result) {
        secrets.add(result);
        return isCompared(result.sent()) ? result : shortened(result);
    }

    /** Remembers a value that reports must not show. */
    void hide(Secret secret) {
        hidden.add(secret);
    }

    /** Secrets of all answers so far, and those that were hidden. */
    List<Secret> secrets() {
        return Stream.concat(hidden.stream(), secrets.all().stream()).toList();
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

    /** The parts of a result that the report needs. */
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
