package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.TimedTransport;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An error of ours ends the run, and never counts as a violation of the provider. */
class InternalErrorTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new StackOverflowError(), "java.lang.StackOverflowError"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "java.lang.OutOfMemoryError: Java heap space"),
                Arguments.of(new NumberFormatException("two\nlines"), "java.lang.NumberFormatException: two"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_ends_the_run_with_the_report_so_far(Throwable error, String reason) {
        var ran = run(5, error);

        assertThat(ran.failure()).contains(reason);
        assertThat(ran.report().remarks())
                .contains("An internal error ended the run, so the report is incomplete: " + reason
                        + ". Please report it, with the command and the document.");
        assertThat(ran.report().count(Verdict.Errored.class)).isEqualTo(1);
        assertThat(ran.report().count(Verdict.Passed.class) + ran.report().count(Verdict.Failed.class))
                .isEqualTo(4);
        assertThat(ran.report().count(Verdict.Skipped.class)).isPositive();
        assertThat(ran.report().causes()).noneSatisfy(InternalErrorTest::isUnseen);
    }

    private static void isUnseen(Cause cause) {
        assertThat(cause.violation().rule().id()).isEqualTo("coverage.status.unseen");
    }

    private static Outcome.Ran run(int failing, Throwable error) {
        try (var provider = Provider.start()) {
            provider.right();
            var target = Target.of(provider.url(), Duration.ofSeconds(10)).orElseThrow();
            var real = Transports.to(target);
            var count = new AtomicInteger();
            var broken = new Broken(real.ordinary(), () -> {
                if (count.incrementAndGet() == failing) {
                    InternalErrorTest.<RuntimeException>thrown(error);
                }
            });
            var suite = new ContractSuite(Provider.CONTRACT, SuiteOptions.of(target, Provider.DATA));
            return (Outcome.Ran) suite.run(new Transports(broken, broken, broken), result -> {});
        }
    }

    /** A transport with an action before each request. */
    private record Broken(TimedTransport real, Runnable before) implements TimedTransport {

        @Override
        public Observation send(Request request) {
            before.run();
            return real.send(request);
        }

        @Override
        public TimedTransport within(Duration limit) {
            return new Broken(real.within(limit), before);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void thrown(Throwable error) throws T {
        throw (T) error;
    }
}
