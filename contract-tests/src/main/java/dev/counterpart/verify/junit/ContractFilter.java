package dev.counterpart.verify.junit;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.UndocumentedRefusals;
import dev.counterpart.verify.Setup;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.AnsweredSecrets;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation.Answered;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Validates every exchange of your own REST Assured tests against the contract:
 *
 * <pre>{@code RestAssured.filters(ContractFilter.of("openapi.yaml"));}</pre>
 *
 * <p>An answer that violates the contract fails the test that caused it. Requests to undeclared operations are ignored.
 *
 * <p>At the end it reports which parts of the document the tests have not seen: if registered with JUnit Jupiter, after all tests
 * of the run; otherwise when it is closed.
 *
 * <pre>{@code @RegisterExtension
 * static final ContractFilter CONTRACT = ContractFilter.of("openapi.yaml").reportingTo(Path.of("target/contract"));}</pre>
 *
 * <p>Thread-safe.
 */
public final class ContractFilter implements Filter, BeforeAllCallback, AutoCloseable {

    private final Contract contract;
    private final Router router;
    private final Checks checks;
    private final UndocumentedRefusals refusals;
    private final RuleSettings rules;
    private final Optional<Path> folder;
    private final Instant started = Instant.now();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean isTold = new AtomicBoolean();
    private volatile String base = "";

    private ContractFilter(Contract contract, RuleSettings rules, Optional<Path> folder) {
        this.folder = folder;
        this.contract = contract;
        this.router = new Router(contract);
        this.checks = Checks.all(contract);
        this.refusals = new UndocumentedRefusals(
                new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version())));
        this.rules = rules;
    }

    /**
     * A filter by that document.
     *
     * @param document a path or an http(s) URL
     * @throws IllegalArgumentException if the document is invalid; the message says where
     */
    public static ContractFilter of(String document) {
        var loaded = Setup.contract(document, ReadOptions.defaults());
        if (loaded instanceof Loaded.Unusable<Contract> unusable) {
            throw new IllegalArgumentException(unusable.message());
        }
        return of(((Loaded.Usable<Contract>) loaded).value());
    }

    /**
     * A filter by a contract that the test already has; for example {@code OpenApiModel.contract(openApi)} with the {@code
     * OpenAPI} of swagger-core or springdoc.
     */
    public static ContractFilter of(Contract contract) {
        return new ContractFilter(contract, RuleSettings.none(), Optional.empty());
    }

    /** This filter without the rules that match the pattern; {@code *} matches any text. */
    public ContractFilter without(String pattern) {
        return new ContractFilter(
                contract,
                rules.and(new RuleSettings(List.of(new RuleSettings.Setting(pattern, Optional.empty())))),
                folder);
    }

    /** This filter, which at the end writes its reports to that folder: JUnit XML, JSON, HTML, Markdown, SARIF and HAR. */
    public ContractFilter reportingTo(Path reports) {
        return new ContractFilter(contract, rules, Optional.of(reports));
    }

    /** The documented answers that the tests have seen so far. */
    public Coverage coverage() {
        return exchanges().coverage();
    }

    private FilterReport exchanges() {
        return new FilterReport(contract, base, List.copyOf(results), started);
    }

    /** Called by JUnit Jupiter. The end is that of the whole run, even if several classes register the filter. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(ContractFilter.class)).put(this, new EndOfRun(this));
    }

    /** Reports what was validated and what was not seen, and writes the reports; only once. */
    @Override
    public void close() {
        if (isTold.compareAndSet(false, true)) {
            var exchanges = exchanges();
            System.out.print(exchanges.summary());
            folder.ifPresent(exchanges::write);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification sent, FilterableResponseSpecification expected, FilterContext context) {
        long start = System.nanoTime();
        var response = context.next(sent, expected);
        var took = Duration.ofNanos(System.nanoTime() - start);
        var request = request(sent);
        base = base.isEmpty() ? base(sent) : base;
        if (router.route(request.method(), request.path(), request.query()) instanceof Route.Found route) {
            var answer = new Answered(answer(response), List.of(), took);
            validate(route.operation(), request, answer, new Expectation.Observed(isRefusal(route, sent, answer)));
        }
        return response;
    }

    /** Whether the answer is one of those that the gate accepts as well, although the document does not declare them. */
    private boolean isRefusal(Route.Found route, FilterableRequestSpecification sent, Answered answer) {
        var body = SentBody.of(sent);
        int status = answer.response().status();
        return answer.isLimited()
                || (body.isEmpty() && UndocumentedRefusals.ofInvalid(status))
                || refusals.allow(
                        route.operation(),
                        route.encodedValues(),
                        request(sent).withBody(body.orElse(new byte[0])),
                        status);
    }

    private void validate(Operation operation, Request request, Answered answer, Expectation expected) {
        var planned = new Case(
                operation,
                "your tests",
                "exchange " + count.incrementAndGet(),
                request,
                expected,
                Origin.of(Origin.Source.DATA, "a test of yours sent it"),
                RuleSettings.none());
        var verdict = checks.verdict(planned, answer, rules);
        var result = new Result(planned, Optional.of(answer), verdict);
        results.add(result);
        var errors = verdict.violations().stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw Failures.failed(text(errors, result));
        }
    }

    private static String text(List<Violation> errors, Result result) {
        return AnsweredSecrets.masking(result)
                .text(errors.stream()
                        .map(violation -> violation.text(result.subject()))
                        .collect(Collectors.joining("\n\n")));
    }

    private static String base(FilterableRequestSpecification sent) {
        var uri = URI.create(sent.getURI());
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Request request(FilterableRequestSpecification sent) {
        var uri = URI.create(sent.getURI());
        var headers = Headers.none();
        for (Header header : sent.getHeaders()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Request(
                sent.getMethod(), path, uri.getRawQuery() == null ? "" : uri.getRawQuery(), headers, new byte[0]);
    }

    private static dev.counterpart.spec.http.Response answer(Response response) {
        var headers = Headers.none();
        for (Header header : response.headers()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        var body = response.asByteArray();
        return new dev.counterpart.spec.http.Response(
                response.statusCode(), headers.without("Content-Encoding"), body == null ? new byte[0] : body);
    }
}
