package dev.counterpart.spec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks, each for some seconds. */
@Tag("bench")
class BenchmarkTest {

    @Test
    void the_router_and_the_validators_are_measured() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include(RouterBenchmark.class.getName())
                        .include(ValidatorBenchmark.class.getName())
                        .forks(1)
                        .jvmArgs("-Xmx1500m")
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();

        assertThat(results).isNotEmpty();
        results.forEach(BenchmarkTest::print);
    }

    private static void print(RunResult result) {
        var benchmark = result.getParams();
        var score = result.getPrimaryResult();
        System.out.printf(
                "BENCH %s %s: %.0f ± %.0f %s%n",
                benchmark.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"),
                benchmark.getParamsKeys().stream()
                        .map(key -> key + "=" + benchmark.getParam(key))
                        .toList(),
                score.getScore(),
                score.getScoreError(),
                score.getScoreUnit());
    }
}
