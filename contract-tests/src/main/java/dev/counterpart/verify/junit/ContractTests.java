package dev.counterpart.verify.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.tls.Trust;
import dev.counterpart.verify.ContractRun;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.Effort;
import dev.counterpart.verify.GivenWorkflows;
import dev.counterpart.verify.Preparation;
import dev.counterpart.verify.Selection;
import dev.counterpart.verify.Setup;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The gate as JUnit tests, one dynamic test per case:
 *
 * <pre>{@code class ApiTest implements ContractTests {}}</pre>
 *
 * <p>One cause is one failure: the first case that shows it fails, and others that show nothing else are skipped with the name of that case.
 *
 * <p>Reads {@code contract-tests.yaml}, which names the document and the URL. Override a method to set them in Java.
 */
public interface ContractTests {

    /** The data file of a module that names no other. */
    String DATA_FILE = "contract-tests.yaml";

    /**
     * The data file; an empty text for none. {@value #DATA_FILE} may be missing if the contract (or the document) and the URL are given in
     * Java.
     */
    default String data() {
        return DATA_FILE;
    }

    /** A folder of fixtures, whose requests become cases for statuses without an entry in the data file. Default: none. */
    default Optional<String> fixtures() {
        return Optional.empty();
    }

    /** The document, a path or a URL. Default: the one in the data file. */
    default Optional<String> document() {
        return Optional.empty();
    }

    /** OpenAPI Overlays that are applied to the document, in this order. Default: none. */
    default List<Path> overlays() {
        return List.of();
    }

    /**
     * A contract that the test already has, instead of a document; for example {@code
     * Optional.of(OpenApiModel.contract(openApi))} with the {@code OpenAPI} of swagger-core or springdoc.
     */
    default Optional<Contract> givenContract() {
        return Optional.empty();
    }

    /** The provider's URL. Default: the one in the data file. Called when the tests are created. */
    default Optional<String> url() {
        return Optional.empty();
    }

    /** The timeout of an answer. */
    default Duration timeout() {
        return Target.DEFAULT_TIMEOUT;
    }

    /** The certificates to accept from the provider, and the client's own. Default: those that this JVM trusts. */
    default Optional<Trust> trust() {
        return Optional.empty();
    }

    /** Arazzo 1.0 or 1.1 files, whose workflows are run after the cases. Default: none. */
    default List<Path> workflows() {
        return List.of();
    }

    /**
     * Inputs of the workflows by name: texts, or JSON if the schema declares another type. They take precedence over those of the data file.
     */
    default Map<String, String> workflowInputs() {
        return Map.of();
    }

    /** URLs of the providers of other documents that workflows use, by the name of their source description. */
    default Map<String, String> sourceUrls() {
        return Map.of();
    }

    /** How many cases are tested: {@code QUICK}, {@code NORMAL} or {@code THOROUGH}. */
    default Thoroughness effort() {
        return Thoroughness.NORMAL;
    }

    @TestFactory
    default Stream<DynamicNode> contract() {
        var data = gateData();
        var testable = givenContract().map(Testable::whole).orElseGet(() -> read(data));
        var contract = testable.contract();
        Setup.mismatch(data, contract).ifPresent(message -> {
            throw new IllegalStateException(message);
        });
        var fixtures = fixtures()
                .map(folder -> usable(Setup.fixtures(Path.of(folder), contract)))
                .orElseGet(Fixtures::none);
        var target = target(data);
        var given = new GivenWorkflows(workflows(), workflowInputs(), sourceUrls(), false);
        var workflows = usable(Setup.workflows(given, contract, ReadOptions.defaults(), data, target));
        workflows.warnings().forEach(warning -> System.err.println(warning.text("")));
        var options = SuiteOptions.of(target, data)
                .withFixtures(fixtures)
                .withWorkflows(workflows)
                .withSelection(Selection.all().without(testable.untested()))
                .withEffort(Effort.defaults().with(effort()));
        return Run.of(contract, options).tests();
    }

    private GateData gateData() {
        var file = Path.of(data());
        boolean isGiven =
                url().isPresent() && (givenContract().isPresent() || document().isPresent());
        return data().isEmpty() || (isGiven && data().equals(DATA_FILE) && !Files.exists(file))
                ? GateData.none()
                : usable(Setup.data(file, name -> Optional.ofNullable(System.getenv(name))));
    }

    private Testable read(GateData data) {
        var document = document()
                .or(data::document)
                .orElseThrow(() -> new IllegalStateException(
                        "no document was given: write document: in " + data() + ", or override document()"));
        return usable(Setup.testable(
                document,
                ReadOptions.defaults()
                        .withOverlays(overlays().stream().map(Path::toString).toList())));
    }

    private Target target(GateData data) {
        var url = url().or(data::url)
                .orElseThrow(() -> new IllegalStateException(
                        "no provider was given: write url: in " + data() + ", or override url()"));
        return Target.of(url, timeout())
                .map(target -> trust().map(target::trusting).orElse(target))
                .orElseThrow(() -> new IllegalStateException(
                        "the URL must have the form http://host:port/path but was \"" + url + "\""));
    }

    private static <T> T usable(Loaded<T> loaded) {
        if (loaded instanceof Loaded.Unusable<T> unusable) {
            throw new IllegalStateException(unusable.message());
        }
        return ((Loaded.Usable<T>) loaded).value();
    }

    /** The tests of one run, and their results so far. */
    final class Run {
        private final ContractSuite suite;
        private final ContractRun run;
        private final Transports transports;
        private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
        private final TestFailures failures = new TestFailures();

        private Run(ContractSuite suite, Transports transports) {
            this.suite = suite;
            this.transports = transports;
            this.run = suite.start(transports);
        }

        static Run of(Contract contract, SuiteOptions options) {
            var transports = Transports.forTests(options.target());
            var prepared = Preparation.of(contract, options, transports);
            if (prepared instanceof Preparation.Outcome.Failed failed) {
                transports.close();
                throw new IllegalStateException(failed.message());
            }
            return new Run(((Preparation.Outcome.Ready) prepared).suite(), transports);
        }

        Stream<DynamicNode> tests() {
            Map<String, Map<String, List<Case>>> tree = new LinkedHashMap<>();
            for (var planned : suite.cases()) {
                tree.computeIfAbsent(planned.operation().toString(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(planned.group(), key -> new ArrayList<>())
                        .add(planned);
            }
            var operations = tree.entrySet().stream().map(operation -> (DynamicNode) dynamicContainer(
                    operation.getKey(),
                    operation.getValue().entrySet().stream()
                            .map(group -> dynamicContainer(
                                    group.getKey(), group.getValue().stream().map(this::test)))));
            return Stream.concat(
                            operations,
                            Stream.of(
                                    dynamicContainer(
                                            "follow-ups", Stream.of(this).flatMap(Run::further)),
                                    dynamicTest("every documented status was seen", this::coverage)))
                    .onClose(transports::close);
        }

        /** Sent when JUnit reaches it, after all earlier tests. */
        private Stream<DynamicNode> further() {
            var found = new ArrayList<Result>();
            run.sendFollowUps(results, found::add);
            results.addAll(found);
            Map<String, List<Result>> tree = new LinkedHashMap<>();
            for (var result : found) {
                tree.computeIfAbsent(result.operation().toString(), key -> new ArrayList<>())
                        .add(result);
            }
            return tree.entrySet().stream()
                    .map(operation -> dynamicContainer(
                            operation.getKey(),
                            operation.getValue().stream()
                                    .map(result -> dynamicTest(title(result.sent()), () -> report(result)))));
        }

        private DynamicNode test(Case planned) {
            return dynamicTest(title(planned), () -> {
                var result = run.send(planned);
                results.add(result);
                report(result);
            });
        }

        private void report(Result result) {
            if (result.verdict() instanceof Verdict.Failed) {
                failures.report(run.reported(result));
            }
            if (result.verdict() instanceof Verdict.Errored errored) {
                failures.reportUnanswered(result.sent().id(), errored.reason());
            }
            if (result.verdict() instanceof Verdict.Skipped skipped) {
                throw TestFailures.skipped(skipped.reason());
            }
        }

        /** Readable without the containers around it, which many tools do not show. */
        private static String title(Case sent) {
            return sent.group() + ": " + sent.title();
        }

        private void coverage() {
            var unseen = report().causes().stream()
                    .filter(cause -> cause.shown().isEmpty())
                    .filter(cause -> cause.violation().severity() == Severity.ERROR)
                    .map(cause -> cause.violation().text(cause.subject()))
                    .toList();
            if (!unseen.isEmpty()) {
                throw TestFailures.failed(String.join("\n\n", unseen));
            }
        }

        private Report report() {
            return run.report(results);
        }
    }
}
