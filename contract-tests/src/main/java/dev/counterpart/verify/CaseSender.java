package dev.counterpart.verify;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.Verdict.Errored;
import dev.counterpart.verify.check.Verdict.Skipped;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Transport;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends cases one by one and checks the answers, within the limits of a run. Thread-safe. */
final class CaseSender {

    private final Checks checks;
    private final SuiteOptions options;
    private final Transports transports;
    private final RunLimits limits;
    private final Prepared prepared;
    private final RateLimit rate = new RateLimit();
    private final List<Result> stops = new ArrayList<>();

    CaseSender(Checks checks, SuiteOptions options, Transports transports, RunLimits limits) {
        this(checks, options, transports, limits, Prepared.none());
    }

    /** {@code prepared} is what was sent before the cases were planned. */
    CaseSender(Checks checks, SuiteOptions options, Transports transports, RunLimits limits, Prepared prepared) {
        this.prepared = prepared;
        this.checks = checks;
        this.options = options;
        this.transports = transports;
        this.limits = limits;
    }

    /** The result of a case; skipped if the time limit was reached. */
    Result inTime(Case planned) {
        return limits.reasonToStop()
                .map(reason -> new Result(planned, Optional.empty(), new Skipped(reason)))
                .orElseGet(() -> result(planned));
    }

    /** The result of a case; skipped if its rule is off, or if the provider no longer answers. */
    Result result(Case planned) {
        return result(planned, observation -> false);
    }

    /**
     * The same.
     *
     * @param isExcused whether a missing answer does not count as a sign that the provider no longer answers
     */
    Result result(Case planned, Predicate<Observation> isExcused) {
        return result(planned, isExcused, planned.isRaw() ? transports.raw() : transports.ordinary());
    }

    /** The result of a case whose request is aborted after that time, which is not a sign that the provider no longer answers. */
    Result within(Duration limit, Case planned) {
        boolean isShorter = limit.compareTo(options.target().timeout()) < 0;
        return result(planned, observation -> isShorter, transports.ordinary().within(limit));
    }

    /** The result of a case over the connection that such cases share. */
    Result kept(Case planned) {
        return result(planned, observation -> false, transports.kept());
    }

    private Result result(Case planned, Predicate<Observation> isExcused, Transport transport) {
        var skipped = Checks.pointless(planned, options.rules(planned))
                .or(() -> limits.breaker().reasonToSkip(planned).map(Skipped::new));
        if (skipped.isPresent()) {
            return new Result(planned, Optional.empty(), skipped.get());
        }
        var before = prepared.result(planned);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return sent(planned, isExcused, transport);
        } catch (RuntimeException | Error unexpected) {
            limits.fail(unexpected);
            return new Result(planned, Optional.empty(), new Errored("internal error: " + unexpected));
        }
    }

    private Result sent(Case planned, Predicate<Observation> isExcused, Transport transport) {
        var observation = rate.answered(
                () -> transport.send(prepared.current(planned.request())),
                limited -> isLimited(planned, limited) && !limits.isOver());
        if (isLimited(planned, observation)) {
            return Result.limited(planned, (Answered) observation);
        }
        var verdict = checks.verdict(planned, observation, options.rules(planned));
        var opened = isExcused.test(observation)
                ? Optional.<Violation>empty()
                : limits.breaker().opened(planned, observation);
        var result = new Result(planned, Optional.of(observation), verdict);
        return opened.map(violation -> stopped(result, violation)).orElse(result);
    }

    private static boolean isLimited(Case planned, Observation observation) {
        return observation instanceof Answered answered
                && answered.isLimited()
                && !planned.expectation().provokes(answered.response().status());
    }

    private Result stopped(Result last, Violation violation) {
        var violations = new ArrayList<>(last.verdict().violations());
        violations.add(violation);
        var result = withViolations(last, violations);
        synchronized (stops) {
            stops.add(result);
        }
        return result;
    }

    /** The result with these violations instead of its own, with the severities of the user's settings. */
    Result withViolations(Result result, List<Violation> violations) {
        return new Result(
                result.sent(), result.observation(), Checks.weighed(violations, options.rules(result.sent())));
    }

    /** The results because of which sending was stopped, for an operation or for the run. */
    List<Result> stops() {
        synchronized (stops) {
            return List.copyOf(stops);
        }
    }
}
