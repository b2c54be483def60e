package dev.counterpart.verify.junit;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.UndocumentedRefusals;
import dev.counterpart.verify.Setup;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.AnsweredSecrets;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation.Answered;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The exchanges of a user's own tests, whatever client sent them: validates each against the contract, and reports them at the end.
 *
 * <p>Thread-safe.
 */
public final class ContractExchanges implements AutoCloseable {

    /**
     * One exchange, as far as the client knows it.
     *
     * @param base the URL of the provider without the path
     * @param request without its body
     * @param sent the bytes of the request's body; empty if they are not known
     * @param isWhole whether the response has all that a real client would receive; otherwise only its status is validated
     */
    public record Exchanged(
            String base, Request request, Optional<byte[]> sent, Response response, boolean isWhole, Duration took) {}

    /** It is not known whether credentials are valid that were not accepted before: if they are, the document lacks the status. */
    private static final RuleSettings IF_VALID = new RuleSettings(
            List.of(new RuleSettings.Setting(MessageRules.STATUS_UNDOCUMENTED.id(), Optional.of(Severity.WARNING))));

    private final Testable testable;
    private final Router router;
    private final Checks checks;
    private final UndocumentedRefusals refusals;
    private final AcceptedCredentials accepted = new AcceptedCredentials();
    private final RuleSettings rules;
    private final Optional<Path> folder;
    private final Instant started = Instant.now();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean isReported = new AtomicBoolean();
    private volatile String base = "";

    private ContractExchanges(Testable testable, RuleSettings rules, Optional<Path> folder) {
        var contract = testable.contract();
        this.folder = folder;
        this.testable = testable;
        this.router = new Router(testable.untested().completed(contract));
        this.checks = Checks.all(contract);
        this.refusals = new UndocumentedRefusals(
                contract,
                new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version())));
        this.rules = rules;
    }

    /**
     * Validates against that document.
     *
     * @param document a path or an http(s) URL
     * @param overlays applied to the document, in this order
     * @throws IllegalArgumentException if the document or an overlay is invalid; the message says where. If only some operations are
     *     affected, exchanges of these fail later.
     */
    public static ContractExchanges of(String document, Path... overlays) {
        var loaded = Setup.testable(
                document,
                ReadOptions.defaults()
                        .withOverlays(Stream.of(overlays).map(Path::toString).toList()));
        if (loaded instanceof Loaded.Unusable<Testable> unusable) {
            throw new IllegalArgumentException(unusable.message());
        }
        return of(((Loaded.Usable<Testable>) loaded).value());
    }

    /** Validates against that contract. */
    public static ContractExchanges of(Contract contract) {
        return of(Testable.whole(contract));
    }

    private static ContractExchanges of(Testable testable) {
        return new ContractExchanges(testable, RuleSettings.none(), Optional.empty());
    }

    /** The same without the rules that match the pattern; {@code *} matches any text. */
    public ContractExchanges without(String pattern) {
        return new ContractExchanges(
                testable,
                rules.and(new RuleSettings(List.of(new RuleSettings.Setting(pattern, Optional.empty())))),
                folder);
    }

    /** The same, which at the end writes its reports to that folder. */
    public ContractExchanges reportingTo(Path reports) {
        return new ContractExchanges(testable, rules, Optional.of(reports));
    }

    /** The documented answers that were seen so far. */
    public Coverage coverage() {
        return exchanges().coverage();
    }

    String summary() {
        return exchanges().summary();
    }

    private FilterReport exchanges() {
        return new FilterReport(testable, base, List.copyOf(results), started);
    }

    /** Reports after all tests of the run, even if several classes call this. */
    public void reportAfter(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(ContractExchanges.class)).put(this, new EndOfRun(this));
    }

    /** Reports what was validated and what was not seen, and writes the reports; only once. */
    @Override
    public void close() {
        if (isReported.compareAndSet(false, true)) {
            var exchanges = exchanges();
            System.out.print(exchanges.summary());
            folder.ifPresent(exchanges::write);
        }
    }

    /**
     * Validates one exchange; ignores it if no operation declares the request.
     *
     * @throws org.opentest4j.AssertionFailedError if the response violates the contract
     */
    public void validate(Exchanged exchanged) {
        base = base.isEmpty() ? exchanged.base() : base;
        var request = exchanged.request();
        if (router.route(request.method(), request.path(), request.query()) instanceof Route.Found route) {
            var answer = new Answered(exchanged.response(), List.of(), exchanged.took());
            var result = testable.untested()
                    .violation(route.operation().key())
                    .map(untested -> untested(route.operation(), exchanged, answer, untested))
                    .orElseGet(() -> result(route.operation(), exchanged, answer, isRefusal(route, exchanged, answer)));
            results.add(result);
            var errors = result.verdict().violations().stream()
                    .filter(violation -> violation.severity() == Severity.ERROR)
                    .toList();
            if (!errors.isEmpty()) {
                throw TestFailures.failed(text(errors, result));
            }
        }
    }

    /** Whether the answer is one of those that the gate accepts as well, although the document does not declare them. */
    private boolean isRefusal(Route.Found route, Exchanged exchanged, Answered answer) {
        int status = answer.response().status();
        return answer.isLimited()
                || (exchanged.sent().isEmpty() && UndocumentedRefusals.ofInvalid(status))
                || refusals.allow(
                        route.operation(),
                        route.encodedValues(),
                        exchanged.request().withBody(exchanged.sent().orElse(new byte[0])),
                        status);
    }

    /** The result of an exchange whose answer cannot be validated, because the document has an error there. */
    private Result untested(Operation operation, Exchanged exchanged, Answered answer, Violation untested) {
        var verdict = rules.applied(untested).isEmpty()
                ? new Verdict.Skipped(untested.actual())
                : Checks.weighed(List.of(untested), rules);
        return new Result(sent(operation, exchanged, false), Optional.of(answer), verdict);
    }

    private Case sent(Operation operation, Exchanged exchanged, boolean isRefusal) {
        return new Case(
                operation,
                "your tests",
                "exchange " + count.incrementAndGet(),
                exchanged.request(),
                new Expectation.Observed(isRefusal),
                Origin.of(Origin.Source.DATA, "a test of yours sent it"),
                RuleSettings.none());
    }

    private Result result(Operation operation, Exchanged exchanged, Answered answer, boolean isRefusal) {
        var planned = sent(operation, exchanged, isRefusal);
        int status = answer.response().status();
        var credentials = refusals.credentials(operation, exchanged.request());
        accepted.note(operation, credentials, status);
        boolean isOpen = !isRefusal
                && refusals.dependOnCredentials(operation, exchanged.request(), status)
                && !accepted.know(credentials);
        var verdict = checks.verdict(planned, answer, isOpen ? IF_VALID.and(rules) : rules);
        return new Result(planned, Optional.of(answer), exchanged.isWhole() ? verdict : ofStatus(verdict));
    }

    private static Verdict ofStatus(Verdict verdict) {
        var violations = verdict.violations().stream()
                .filter(violation -> violation.rule().id().startsWith("response.status."))
                .toList();
        return verdict instanceof Verdict.Failed && violations.isEmpty() ? new Verdict.Passed(List.of()) : verdict;
    }

    private static String text(List<Violation> errors, Result result) {
        return AnsweredSecrets.masking(result)
                .text(errors.stream()
                        .map(violation -> violation.text(result.subject()))
                        .collect(Collectors.joining("\n\n")));
    }
}
