package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.format.ConsoleFormat;
import dev.counterpart.verify.format.HtmlFormat;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A provider of {@code contracts/things.yaml} whose defect needs some parts of a request and not the others. */
class ShrinkTest {

    private static final Contract CONTRACT = LocalProvider.contract("things.yaml");

    @TempDir
    private Path folder = Path.of("");

    private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
    private GateData data = GateData.none();

    @BeforeEach
    void everything_is_in_the_requests() throws IOException {
        var file = Files.writeString(folder.resolve("data.yaml"), """
                operations:
                  listThings:
                    - status: 200
                      query: {limit: 5, sort: name, archived: true, name: a-long-name, color: red}
                  createThing:
                    - status: 201
                      body: {name: a-long-name, size: small, note: an old note, parts: [1, 2]}
                """);
        data = ((DataReader.Result.Read) DataReader.read(file, name -> Optional.empty())).data();
    }

    @Test
    void a_failure_is_shown_by_the_parameters_that_it_needs() {
        var report = report(
                request ->
                        request.query().contains("sort=age") && request.query().contains("color=") ? 500 : 0,
                24);

        assertThat(shrunk(report)).singleElement().satisfies(each -> {
            assertThat(each.title()).endsWith(", shrunk: status.server-error, request query /sort");
            assertThat(each.again()).contains("/things?color=red&sort=age'");
            assertThat(each.reason()).endsWith("\": without query limit, query archived, query name, header Accept");
        });
        assertThat(new ConsoleFormat(false).text(report))
                .contains("\n  shrunk    from \"")
                .contains("/things?color=red&sort=age'");
        assertThat(new HtmlFormat().text(report)).contains("<dt>shrunk</dt><dd>from ");
    }

    @Test
    void a_refusal_of_a_valid_body_is_shown_by_the_properties_that_it_needs() {
        var report = report(
                request -> request.method().equals("POST")
                                && body(request).path("parts").size() == 3
                        ? 400
                        : 0,
                24);

        assertThat(shrunk(report)).singleElement().satisfies(each -> {
            assertThat(each.again()).doesNotContain("size", "note").contains("\"name\":\"a\"", "\"parts\":[");
            assertThat(each.verdict().violations()).singleElement().satisfies(violation -> {
                assertThat(violation.rule().id()).isEqualTo("valid.body.refused");
                assertThat(violation.expected()).doesNotContain("note");
            });
        });
    }

    @Test
    void an_invalid_body_that_is_accepted_is_not_sent_more_often() {
        Function<Request, Integer> acceptsAnySize = request -> request.method().equals("POST")
                        && body(request).path("size").asString("").length() > 5
                ? 201
                : 0;
        var report = report(acceptsAnySize, 0);
        int without = asked.size();
        asked.clear();

        assertThat(causes(report(acceptsAnySize, 24))).isEqualTo(causes(report)).isNotEmpty();
        assertThat(asked.size()).isEqualTo(without);
    }

    @Test
    void what_shows_something_else_without_its_parts_is_not_accused_of_that() {
        Function<Request, Integer> fails = request ->
                request.query().contains("sort=age") ? request.query().contains("color=") ? 500 : 418 : 0;

        assertThat(causes(report(fails, 24)))
                .isEqualTo(causes(report(fails, 0)))
                .isNotEmpty();
    }

    @Test
    void the_same_provider_gives_the_same_smallest_requests() {
        Function<Request, Integer> fails = request ->
                request.query().contains("sort=age") && request.query().contains("name=") ? 500 : 0;

        assertThat(shrunk(report(fails, 24)).stream().map(ReportedCase::again))
                .isNotEmpty()
                .allSatisfy(again -> assertThat(again).contains("/things?name=a&sort=age'"));
    }

    @Test
    void no_more_requests_are_sent_than_allowed() {
        Function<Request, Integer> fails = request ->
                request.query().contains("sort=age") && request.query().contains("color=") ? 500 : 0;
        report(fails, 0);
        int without = asked.size();
        asked.clear();

        var report = report(fails, 2);

        assertThat(asked.size()).isEqualTo(without + 2);
        assertThat(shrunk(report))
                .singleElement()
                .satisfies(each -> assertThat(each.again()).contains("sort=age"));
    }

    @Test
    void a_right_provider_is_asked_nothing_more() {
        assertThat(shrunk(report(request -> 0, 24))).isEmpty();
    }

    private Report report(Function<Request, Integer> wrongly, int shrinking) {
        var things = Things.right();
        try (var provider = new LocalProvider(request -> answer(request, wrongly, things));
                var transports = Transports.to(provider.target())) {
            var effort = new Effort(1, OptionalDouble.empty(), Optional.empty(), new Passes(1, 1, 0, shrinking));
            var options = SuiteOptions.of(provider.target(), data).withEffort(effort);
            return ((Outcome.Ran) new ContractSuite(CONTRACT, options).run(transports, result -> {})).report();
        }
    }

    private Response answer(Request request, Function<Request, Integer> wrongly, Things things) {
        asked.add(request);
        int status = wrongly.apply(request);
        if (status == 201) {
            return created();
        }
        return status == 0 ? things.to(request) : Response.of(status);
    }

    private static Response created() {
        return Response.of(201)
                .with("Content-Type", "application/json")
                .withBody("{\"id\": \"2\", \"name\": \"x\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode body(Request request) {
        return Json.parse(request.body()) instanceof Json.Parsed.Value value ? value.node() : NullNode.getInstance();
    }

    private static List<ReportedCase> shrunk(Report report) {
        return report.cases().stream()
                .filter(each -> each.source().equals("shrunk"))
                .toList();
    }

    private static List<String> causes(Report report) {
        return report.causes().stream()
                .map(cause -> cause.violation().rule().id() + " " + cause.operation() + " "
                        + cause.violation().at())
                .toList();
    }
}
