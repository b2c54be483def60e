package dev.counterpart.verify.junit;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.report.ReportedCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns the results of one run into failures of tests: each cause once, and without frames, all of which would be ours or JUnit's. */
final class TestFailures {

    /** The keys of what has been reported, and the case that failed because of it. */
    private final Map<Object, String> reported = new ConcurrentHashMap<>();

    /**
     * Fails the test of a case with violations.
     *
     * @throws AssertionFailedError with the causes that no earlier test has shown
     * @throws TestAbortedException if there are none
     */
    void report(ReportedCase failed) {
        var causes = Cause.of(List.of(failed)).stream()
                .filter(cause -> cause.violation().severity() == Severity.ERROR)
                .toList();
        var fresh = causes.stream().filter(cause -> earlier(cause).isEmpty()).toList();
        if (fresh.isEmpty()) {
            throw skipped(reportedBy(causes));
        }
        for (var cause : fresh) {
            reported.putIfAbsent(cause.key(), failed.id());
            reported.putIfAbsent(Causes.key(cause), failed.id());
        }
        throw failed(fresh.stream()
                        .map(cause -> cause.violation().text(cause.subject()))
                        .collect(Collectors.joining("\n\n"))
                + "\n  again     " + failed.again());
    }

    private String reportedBy(List<Cause> causes) {
        return causes.stream()
                .map(cause -> cause.violation().rule().id() + ", as reported by \""
                        + earlier(cause).orElseThrow() + "\"")
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** The case that has shown this cause, or another cause with the same reason. */
    private Optional<String> earlier(Cause cause) {
        return Optional.ofNullable(reported.get(cause.key()))
                .or(() -> Optional.ofNullable(reported.get(Causes.key(cause))));
    }

    /**
     * Fails the test of a case without an answer.
     *
     * @throws AssertionFailedError for the first case with this reason
     * @throws TestAbortedException for others
     */
    void reportUnanswered(String id, String reason) {
        String first = reported.putIfAbsent(List.of("unanswered", reason), id);
        if (first != null) {
            throw skipped(reason + ", as reported by \"" + first + "\"");
        }
        throw failed(reason);
    }

    static AssertionFailedError failed(String message) {
        return withoutFrames(new AssertionFailedError(message));
    }

    static TestAbortedException skipped(String reason) {
        return withoutFrames(new TestAbortedException(reason));
    }

    private static <T extends Throwable> T withoutFrames(T thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }
}
