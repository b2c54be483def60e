package dev.counterpart.mock.bench;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The stages of an answer to the bundled operation. Choosing and rendering are what {@link #answer} needs beyond the others. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {

    private static final String TARGET = "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken";

    private final MockEngine engine = engine();
    private final Request request = Request.of(Method.GET, TARGET)
            .withHeaders(Headers.of("Host", "127.0.0.1:4010", "Authorization", "Bearer x", "Accept", "*/*"));
    private final Route.Found found = (Route.Found) engine.route(request);

    private static MockEngine engine() {
        var read = ContractReader.read("../spec/openapi/dynamic-oauth-access-token.yaml", ReadOptions.defaults());
        var contract = ((ReadResult.Read) read).contract();
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures();
        return new MockEngine(contract, fixtures, MockOptions.defaults());
    }

    @Benchmark
    public Route route() {
        return engine.route(request);
    }

    @Benchmark
    public Access authorise() {
        return engine.validated().access(found.operation(), request);
    }

    @Benchmark
    public List<Violation> validate() {
        return engine.validated().ofRequest(found, request);
    }

    @Benchmark
    public Answer answer() {
        return engine.answer(request);
    }
}
