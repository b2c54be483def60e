package dev.counterpart.spec.bench;

import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long a request takes to its operation, by the number of operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBenchmark {

    private static final int PATHS = 1024;

    @Param({"10", "1000", "10000"})
    public int operations = 10;

    private Router router = new Router(LargeDocument.contract(LargeDocument.withOperations(2)));
    private final String[] paths = new String[PATHS];
    private int next;

    @Setup
    public void setUp() {
        router = new Router(LargeDocument.contract(LargeDocument.withOperations(operations)));
        var random = new Random(7);
        for (int i = 0; i < PATHS; i++) {
            String path = "/things" + random.nextInt(operations / 2);
            paths[i] = i % 2 == 0 ? path : path + "/0f8fad5b-d9cb-469f-a165-70867728950e";
        }
    }

    @Benchmark
    public Route route() {
        next = (next + 1) % PATHS;
        return router.route("GET", paths[next]);
    }
}
