package dev.counterpart.spec.bench;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How many messages are judged in a second: requests, and responses with a list of so many things. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ValidatorBenchmark {

    private static final String THING =
            "{\"id\": \"0f8fad5b-d9cb-469f-a165-70867728950e\", \"name\": \"lamp\", \"tags\": [\"a\", \"b\"], \"price\": 9.50}";

    @Param({"1", "100"})
    public int things = 1;

    private final Contract contract = LargeDocument.contract(LargeDocument.withOperations(10));
    private final SchemaValidator schemas = new SchemaValidator(contract.documents(), contract.version());
    private final RequestValidator requests = new RequestValidator(contract, schemas);
    private final ResponseValidator responses = new ResponseValidator(contract, schemas);
    private final Operation operation = contract.operation("listThings0").orElseThrow();
    private final Request request = Request.of(Method.GET, "/things0?limit=20&after=abc");
    private Response response = Response.of(200);

    @Setup
    public void setUp() {
        String list = "[" + (THING + ",").repeat(things - 1) + THING + "]";
        response = Response.of(200, "application/json", list);
        if (!response().isEmpty() || !request().isEmpty()) {
            throw new IllegalStateException("the messages must be valid: " + response() + request());
        }
    }

    @Benchmark
    public List<Violation> request() {
        return requests.violations(operation, Map.of(), request);
    }

    @Benchmark
    public List<Violation> response() {
        return responses.violations(operation, Method.GET, response);
    }
}
