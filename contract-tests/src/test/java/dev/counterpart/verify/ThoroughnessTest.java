package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThoroughnessTest {

    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: x, version: '1'}
            paths:
              /things:
                post:
                  operationId: create
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, required: [name, size], properties: {
                      name: {type: string, minLength: 1, maxLength: 20}, size: {type: integer, minimum: 1, maximum: 9},
                      color: {enum: [red, blue]}, a: {type: integer}, b: {type: integer}, c: {type: integer}, d: {type: integer},
                      e: {type: integer}, f: {type: integer}, g: {type: integer}, h: {type: integer}, i: {type: integer},
                      j: {type: integer}, k: {type: integer}, l: {type: integer}, tags: {type: array, maxItems: 3, items: {type: string}}}}}}
                  responses: {201: {description: x}, 400: {description: x}}
              /things/{id}:
                get:
                  operationId: read
                  parameters:
                  - {name: id, in: path, required: true, schema: {type: string, format: uuid}, example: 0f8fad5b-d9cb-469f-a165-70867728950e}
                  - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}}
                  responses: {200: {description: x}, 400: {description: x}}
            """;

    @TempDir
    private Path folder;

    private Contract contract() throws IOException {
        var file = Files.writeString(folder.resolve("openapi.yaml"), DOCUMENT);
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    /** The report, and the requests in {@code sent}. */
    private Report run(Thoroughness thoroughness, List<Request> sent) throws IOException {
        try (var provider = new LocalProvider(request -> {
            sent.add(request);
            return Response.of(request.method().equals("POST") ? 201 : 200);
        })) {
            var options = SuiteOptions.of(provider.target(), GateData.none())
                    .withEffort(Effort.defaults().with(thoroughness));
            try (var transports = Transports.to(options.target())) {
                var outcome = new ContractSuite(contract(), options).run(transports, result -> {});
                return ((ContractSuite.Outcome.Ran) outcome).report();
            }
        }
    }

    @Test
    void a_quick_run_sends_fewer_than_25_requests_for_each_operation_and_the_report_counts_the_others()
            throws IOException {
        List<Request> sent = Collections.synchronizedList(new ArrayList<>());
        var report = run(Thoroughness.QUICK, sent);

        var counts = sent.stream()
                .collect(Collectors.groupingBy(request -> request.path().equals("/things"), Collectors.counting()));
        assertThat(counts.values())
                .hasSize(2)
                .allSatisfy(count -> assertThat(count).isLessThan(25));
        assertThat(report.remarks())
                .anySatisfy(remark -> assertThat(remark)
                        .matches(
                                "Not tried at effort quick: \\d{2,3} cases; no links, changes, HEAD and other follow-ups of"
                                        + " several requests\\. --effort thorough sends everything\\."));
    }

    @Test
    void a_quick_run_sends_the_same_each_time() throws IOException {
        var first = Collections.synchronizedList(new ArrayList<Request>());
        var second = Collections.synchronizedList(new ArrayList<Request>());
        run(Thoroughness.QUICK, first);
        run(Thoroughness.QUICK, second);

        assertThat(described(first)).isEqualTo(described(second));
    }

    private static List<String> described(List<Request> requests) {
        return requests.stream()
                .map(request -> request.method() + " " + request.target() + " " + request.body().length)
                .toList();
    }

    @Test
    void a_thorough_run_leaves_nothing_out() throws IOException {
        var quick = Collections.synchronizedList(new ArrayList<Request>());
        var normal = Collections.synchronizedList(new ArrayList<Request>());
        var thorough = Collections.synchronizedList(new ArrayList<Request>());
        run(Thoroughness.QUICK, quick);
        run(Thoroughness.NORMAL, normal);
        var report = run(Thoroughness.THOROUGH, thorough);

        assertThat(quick).hasSizeLessThan(normal.size());
        assertThat(normal).hasSizeLessThan(thorough.size());
        assertThat(report.remarks())
                .contains("All cases were planned (effort thorough).")
                .noneMatch(remark -> remark.startsWith("Not tried"));
    }
}
