package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.check.Verdict.Skipped;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that stops answering holds a run for a few timeouts only, wherever in the run that is. */
@Execution(ExecutionMode.CONCURRENT)
@Order(3)
class HungProviderTest {

    private static final Contract CONTRACT = LocalProvider.contract("things.yaml");
    private static final Duration TIMEOUT = Duration.ofMillis(800);
    private static final String LIST_STOPPED =
            "GET /things did not answer 3 requests in a row, so the rest of the operation was skipped.";
    private static final String RUN_STOPPED =
            "The provider did not answer 6 requests in a row, so the rest of the run was skipped.";
    private static final int CLIENTS = 8;

    @TempDir
    private Path folder = Path.of("");

    private boolean isFailing;
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 8})
    void an_operation_that_hangs_is_stopped_and_the_others_are_tested(int workers) {
        var report = report(workers, (request, number) -> isList(request));

        assertThat(unresponsive(report)).containsExactly("GET /things → no answer");
        assertThat(report.remarks()).contains(LIST_STOPPED).doesNotContain(RUN_STOPPED);
        assertThat(skipped(report, "GET /things did not answer 3 requests in a row"))
                .isPositive();
        assertThat(rulesBut(report, "GET /things")).isEmpty();
        assertThat(report.coverage().rows())
                .filteredOn(row -> !row.operation().equals("GET /things"))
                .anyMatch(row -> row.isSeen());
        assertThat(report.about().isWhole()).isFalse();
    }

    @ParameterizedTest(name = "{0} workers")
    @CsvSource({"1, 6", "8, 24"})
    void a_provider_that_hangs_ends_the_run(int workers, int mostAsked) {
        long start = System.nanoTime();
        var report = report(workers, (request, number) -> true);
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(unresponsive(report)).hasSize(2);
        assertThat(report.remarks()).contains(RUN_STOPPED);
        assertThat(asked.get()).isLessThanOrEqualTo(mostAsked);
        assertThat(took).isLessThan(TIMEOUT.multipliedBy(20));
        assertThat(skipped(report, "the provider did not answer 6 requests in a row"))
                .isPositive();
        assertThat(report.causes())
                .extracting(cause -> cause.violation().rule().id())
                .containsOnly("connection.timeout", "connection.unresponsive");
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 8})
    @SuppressWarnings("try") // is closed while requests are under way
    void a_provider_that_no_longer_accepts_connections_ends_the_run(int workers) {
        var things = Things.right();
        try (var provider = new LocalProvider(things::to);
                var transports = Transports.to(target(provider))) {
            var results = new AtomicInteger();
            var report = report(transports, options(provider, workers), result -> {
                if (results.incrementAndGet() == 10) {
                    provider.close();
                }
            });

            assertThat(report.remarks()).contains(RUN_STOPPED);
            assertThat(unresponsive(report)).isNotEmpty();
            assertThat(skipped(report, "the provider did not answer 6 requests in a row"))
                    .isPositive();
        }
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 8})
    void a_provider_that_answers_after_two_timeouts_is_tested_to_the_end(int workers) {
        var report = report(workers, (request, number) -> number == 10 || number == 11);

        assertThat(unresponsive(report)).isEmpty();
        assertThat(report.remarks()).noneMatch(remark -> remark.contains("in a row"));
        assertThat(report.about().isWhole()).isTrue();
        assertThat(report.coverage().rows()).anyMatch(row -> row.isSeen());
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 8})
    void a_slow_provider_is_not_accused(int workers) {
        var things = Things.right();
        try (var provider = new LocalProvider(request -> {
                    sleep(TIMEOUT.dividedBy(4));
                    return things.to(request);
                });
                var transports = Transports.to(target(provider))) {
            var selection = new Selection(List.of("readThing"), List.of(), false, Optional.empty());
            var report = report(transports, options(provider, workers).withSelection(selection), result -> {});

            assertThat(report.count(Severity.ERROR)).isZero();
            assertThat(report.remarks()).noneMatch(remark -> remark.contains("in a row"));
        }
    }

    /** The provider fails at every color, so that there is something to shrink as well. */
    @ParameterizedTest(name = "from request {0}/10 of a run")
    @ValueSource(ints = {1, 3, 5, 7, 9})
    void wherever_a_provider_hangs_the_run_ends_soon(int tenth) {
        isFailing = true;
        report(1, (request, number) -> false);
        int whole = asked.getAndSet(0);
        int from = whole * tenth / 10;

        var report = report(1, (request, number) -> number >= from);

        assertThat(report.remarks()).contains(RUN_STOPPED);
        assertThat(unresponsive(report)).isNotEmpty();
        assertThat(asked.get()).isBetween(from + 5, from + 6 + CLIENTS);
    }

    @Test
    void a_run_is_not_cut_short_where_the_rule_is_off() throws IOException {
        var file = Files.writeString(folder.resolve("data.yaml"), "rules: {connection.unresponsive: off}\n");
        var data = ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
        var selection = new Selection(List.of("deleteThing"), List.of(), false, Optional.empty());
        try (var provider = new LocalProvider(request -> {
                    asked.incrementAndGet();
                    sleep(TIMEOUT);
                    return Response.of(204);
                });
                var transports = Transports.to(target(provider, Duration.ofMillis(100)))) {
            var suite = new ContractSuite(
                    CONTRACT,
                    SuiteOptions.of(target(provider, Duration.ofMillis(100)), data)
                            .withSelection(selection));
            var report = ((Outcome.Ran) suite.run(transports, result -> {})).report();

            assertThat(unresponsive(report)).isEmpty();
            assertThat(report.remarks()).noneMatch(remark -> remark.contains("in a row"));
            assertThat(asked.get()).isGreaterThanOrEqualTo(suite.cases().size()).isGreaterThan(6);
        }
    }

    private Report report(int workers, BiPredicate<Request, Integer> hangs) {
        var things = Things.right();
        try (var provider = new LocalProvider(request -> {
                    if (hangs.test(request, asked.incrementAndGet())) {
                        sleep(TIMEOUT.multipliedBy(2));
                    }
                    return request.query().contains("color=") && isFailing ? Response.of(500) : things.to(request);
                });
                var transports = Transports.to(target(provider))) {
            return report(transports, options(provider, workers), result -> {});
        }
    }

    private static Report report(Transports transports, SuiteOptions options, Consumer<Result> progress) {
        return ((Outcome.Ran) new ContractSuite(CONTRACT, options).run(transports, progress)).report();
    }

    private static SuiteOptions options(LocalProvider provider, int workers) {
        var effort = new Effort(workers, OptionalDouble.empty(), Optional.empty(), new Passes(2, CLIENTS, 0, 24));
        return SuiteOptions.of(target(provider), GateData.none()).withEffort(effort);
    }

    private static Target target(LocalProvider provider) {
        return target(provider, TIMEOUT);
    }

    private static Target target(LocalProvider provider, Duration timeout) {
        return new Target(provider.target().url(), timeout);
    }

    private static boolean isList(Request request) {
        return request.method().equals("GET") && request.path().equals("/things");
    }

    private static List<String> unresponsive(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.violation().rule().id().equals("connection.unresponsive"))
                .map(Cause::subject)
                .toList();
    }

    private static List<String> rulesBut(Report report, String operation) {
        return report.causes().stream()
                .filter(cause -> !cause.operation().equals(operation))
                .map(cause -> cause.violation().rule().id())
                .toList();
    }

    private static long skipped(Report report, String reason) {
        return report.cases().stream()
                .filter(each -> each.verdict() instanceof Skipped skipped
                        && skipped.reason().equals(reason))
                .count();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
