package dev.counterpart.mock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of the engine: {@code mvn -Pbench -pl mock-server -am verify} prints lines that begin with {@code BENCH}. */
@Tag("bench")
class EngineBenchmarkTest {

    @Test
    void the_stages_of_an_answer_are_measured() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include(EngineBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .jvmArgs("-Xmx1500m")
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();

        assertThat(results).isNotEmpty();
        results.forEach(result -> System.out.printf(
                "BENCH %s: %.0f %s, %.0f bytes%n",
                result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)$", "$1"),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreUnit(),
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                        .getScore()));
    }
}
