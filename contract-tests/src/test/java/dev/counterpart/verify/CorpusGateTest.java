package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.BrokenAnswers.Broken;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate over real documents, in the folder that the system property {@code corpus} names: our own mock is not accused, and
 * each of its answers, to valid requests and to others, is refused once it is broken, by a rule that names the defect.
 */
@Tag("corpus")
class CorpusGateTest {

    private static final int MOST_MUTATIONS = 600;
    private static final List<String> OF_THE_CONNECTION =
            List.of("Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Date");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Redocly_museum-openapi-example__openapi.yaml",
                "bump-sh-examples_train-travel-api__openapi.yaml",
                "apis-guru__1password.local_connect.json",
                "openfga_api__docs_openapiv2_apidocs.swagger.json"
            })
    void the_mock_of_a_real_document_is_not_accused_and_each_broken_answer_is_found(String file) {
        var contract = contract(file);
        try (var mock = MockServer.start(
                        contract, Fixtures.none(), MockOptions.defaults().withPort(0))
                .orElseThrow()) {
            var target =
                    Target.of(mock.url().toString(), Duration.ofSeconds(10)).orElseThrow();
            var suite =
                    new ContractSuite(contract, SuiteOptions.of(target, data("auth.token.*", "change.deleted-found")));
            var report = report(suite, target);
            var answers = rightAnswers(contract, suite, target);
            var broken = broken(contract, answers);
            var missed = missed(suite, broken);
            System.out.printf(
                    "GATE %s operations %d cases %d accused %d; answered %d of them, mutations %d found %d%n",
                    file,
                    contract.operations().size(),
                    report.cases().size(),
                    accusations(report).size(),
                    answers.size(),
                    broken.size(),
                    broken.size() - missed.size());
            assertThat(accusations(report)).as("accusations of our own mock").isEmpty();
            assertThat(report.count(Verdict.Passed.class)).isPositive();
            assertThat(broken).isNotEmpty();
            assertThat(missed).as("broken answers that passed").isEmpty();
        }
    }

    /** Documents with collections; what the gate creates, it finds, and what it deletes is gone. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Redocly_museum-openapi-example__openapi.yaml",
                "bump-sh-examples_train-travel-api__openapi.yaml",
                "apis-guru__1password.local_connect.json",
                "openfga_api__docs_openapiv2_apidocs.swagger.json",
                "twilio_sendgrid-oai__spec_yaml_tsg_sso_v3.yaml",
                "Redocly_redocly-cli__resources_cafe.yaml",
                "apis-guru__adafruit.com.json"
            })
    void the_stateful_mock_of_a_real_document_is_not_accused(String file) {
        var contract = contract(file);
        var options = MockOptions.defaults().withPort(0).withStateful(true);
        try (var mock = MockServer.start(contract, Fixtures.none(), options).orElseThrow()) {
            var target =
                    Target.of(mock.url().toString(), Duration.ofSeconds(10)).orElseThrow();
            var suite = new ContractSuite(contract, SuiteOptions.of(target, data("auth.token.*")));
            var report = report(suite, target);
            long changes = report.cases().stream()
                    .filter(each -> each.group().equals("changed") && each.verdict() instanceof Verdict.Passed)
                    .count();
            System.out.printf(
                    "STATEFUL %s operations %d cases %d accused %d; follow-ups after a change %d%n",
                    file,
                    contract.operations().size(),
                    report.cases().size(),
                    accusations(report).size(),
                    changes);
            assertThat(accusations(report)).as("accusations of our own mock").isEmpty();
        }
    }

    private static Contract contract(String file) {
        String corpus = System.getProperty("corpus", "");
        assumeTrue(!corpus.isEmpty(), "no -Dcorpus=DIR");
        var path = Path.of(corpus, file);
        assumeTrue(Files.exists(path), "no " + file + " in -Dcorpus=DIR");
        return ((ReadResult.Read) ContractReader.read(path.toString(), ReadOptions.defaults())).contract();
    }

    /**
     * The mock looks whether a token is there, not whether it is good, and keeps no state unless asked, so that what was deleted is still
     * there. The token is of a form that Basic and Bearer share.
     */
    private static GateData data(String... off) {
        var none = GateData.none();
        var rules = new RuleSettings(Stream.of(off)
                .map(rule -> new RuleSettings.Setting(rule, Optional.empty()))
                .toList());
        var token = new Secret("dXNlcjpwYXNzd29yZA==", "$TOKEN");
        return none.withRules(rules).with(new Credential("user", Map.of(Credential.ANY, token), Optional.empty()));
    }

    private static Report report(ContractSuite suite, Target target) {
        try (var transports = Transports.to(target)) {
            return ((Outcome.Ran) suite.run(transports, result -> {})).report();
        }
    }

    private static List<String> accusations(Report report) {
        var all = new ArrayList<String>();
        report.causes().stream()
                .filter(cause -> cause.violation().severity() == Severity.ERROR)
                .map(CorpusGateTest::words)
                .forEach(all::add);
        report.cases().stream()
                .filter(each -> each.verdict() instanceof Verdict.Errored)
                .map(each -> each.operation() + " " + each.title() + ": "
                        + each.verdict().reason())
                .forEach(all::add);
        return all;
    }

    private static String words(Cause cause) {
        var violation = cause.violation();
        return "\n" + violation.rule().id() + " " + cause.operation() + " at " + violation.at() + " expected "
                + violation.expected() + " but " + violation.actual() + " in "
                + cause.shown()
                        .map(shown -> shown.group() + " / " + shown.title())
                        .orElse("the whole run");
    }

    /**
     * Cases of each operation with the mock's answers to them, where those are documented: a valid one, one for each other
     * documented status, which the mock gives when it is asked to, and the first that is refused, and denied.
     */
    private static Map<Case, Response> rightAnswers(Contract contract, ContractSuite suite, Target target) {
        var judge = new BrokenAnswers(contract);
        var answers = new LinkedHashMap<Case, Response>();
        try (var transports = Transports.to(target)) {
            for (var operation : contract.operations()) {
                cases(operation, suite)
                        .forEach(sent -> suite.result(sent, transports)
                                .answer()
                                .map(CorpusGateTest::withoutConnection)
                                .filter(answer -> judge.isAllowed(operation, answer) && isExpected(sent, answer))
                                .ifPresent(answer -> answers.put(sent, answer)));
            }
        }
        return answers;
    }

    private static boolean isExpected(Case sent, Response answer) {
        return !(sent.expectation() instanceof Expectation.Answer expected)
                || expected.status().covers(answer.status());
    }

    private static List<Case> cases(Operation operation, ContractSuite suite) {
        if (operation.key().method().equals(Method.HEAD)) {
            return List.of();
        }
        var cases = new ArrayList<Case>();
        var valid = first(operation, suite, Expectation.Documented.class);
        valid.ifPresent(cases::add);
        valid.ifPresent(each -> operation.responses().stream()
                .map(response -> response.status())
                .filter(status -> status.isExact() && !status.isSuccess())
                .map(status -> preferring(each, status))
                .forEach(cases::add));
        first(operation, suite, Expectation.Refusal.class).ifPresent(cases::add);
        first(operation, suite, Expectation.Denial.class).ifPresent(cases::add);
        return cases;
    }

    private static Optional<Case> first(
            Operation operation, ContractSuite suite, Class<? extends Expectation> expectation) {
        return suite.cases().stream()
                .filter(each -> each.operation().equals(operation) && expectation.isInstance(each.expectation()))
                .findFirst();
    }

    private static Case preferring(Case valid, StatusKey status) {
        return new Case(
                valid.operation(),
                status.text(),
                "asked for",
                valid.request().with("Prefer", "code=" + status),
                new Expectation.Answer(status, List.of()),
                valid.origin(),
                valid.rules());
    }

    private static Response withoutConnection(Answered answered) {
        var headers = answered.response().headers();
        for (String name : OF_THE_CONNECTION) {
            headers = headers.without(name);
        }
        return answered.response().withHeaders(headers);
    }

    /** A case, and what a provider answers to it wrongly. */
    private record Wrong(Case sent, String defect, Broken broken) {
        String words(Result result) {
            var found = result.verdict().violations().stream()
                    .map(violation -> violation.rule().id())
                    .toList();
            return "\n" + sent.id() + " → " + broken.answer().status() + ": " + defect + "; one of "
                    + broken.rules().stream().sorted().toList() + " but found " + found;
        }
    }

    private static List<Wrong> broken(Contract contract, Map<Case, Response> answers) {
        var mutations = new BrokenAnswers(contract);
        var all = new ArrayList<Wrong>();
        answers.forEach((sent, right) ->
                mutations.of(sent, right).forEach((defect, broken) -> all.add(new Wrong(sent, defect, broken))));
        return all.size() <= MOST_MUTATIONS ? all : spread(all);
    }

    /** As many as may be sent, from all operations alike. */
    private static List<Wrong> spread(List<Wrong> all) {
        var some = new ArrayList<Wrong>();
        for (int i = 0; i < MOST_MUTATIONS; i++) {
            some.add(all.get((int) ((long) i * all.size() / MOST_MUTATIONS)));
        }
        return some;
    }

    /** What was not found, or for another reason than the defect. */
    private static List<String> missed(ContractSuite suite, List<Wrong> broken) {
        var current = new AtomicReference<>(Response.of(200));
        try (var provider = new LocalProvider(request -> Objects.requireNonNull(current.get()));
                var transports = Transports.to(provider.target())) {
            var missed = new ArrayList<String>();
            for (var each : broken) {
                current.set(each.broken().answer());
                var result = suite.result(each.sent(), transports);
                if (!isFound(each.broken(), result)) {
                    missed.add(each.words(result));
                }
            }
            return missed;
        }
    }

    private static boolean isFound(Broken broken, Result result) {
        return result.verdict() instanceof Verdict.Failed
                && result.verdict().violations().stream()
                        .anyMatch(violation -> violation.severity() == Severity.ERROR
                                && broken.rules().contains(violation.rule().id()));
    }
}
