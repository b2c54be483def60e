package dev.counterpart.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.SchemaValidator;
import dev.counterpart.verify.plan.PrismRequests.Asked;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.RawTransport;
import dev.counterpart.verify.send.Target;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same requests for Prism and for us: {@code mvn -Pprism -pl contract-tests -am verify -Dcorpus=DIR}. Prism is installed by npm
 * into {@code target/prism}; where that cannot be done, the test is skipped and says so. {@code -Dprism.documents=TEXT} runs the
 * documents whose names contain the text.
 */
@Tag("prism")
class PrismDifferenceTest {

    private static final Path OWN = Path.of("contract-tests/src/test/resources/prism");
    private static final Path EXCHANGES = Path.of("mock-server/src/test/resources/contracts");
    private static final Path FOLDER = Path.of("contract-tests/target/prism");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long STARTING_SECONDS = 60;
    private static final long LARGEST_DOCUMENT = 300_000;

    /** Prism takes more than 60 s to start with these, or ends by itself. */
    private static final Set<String> LEFT_OUT = Set.of();

    private final List<PrismDifference> unexplained = new ArrayList<>();
    private final Map<String, Integer> explained = new TreeMap<>();
    private final List<String> notStarted = new ArrayList<>();
    private int documents;
    private int requests;
    private int same;
    private int unanswered;

    @Test
    void both_answer_alike_but_for_the_differences_that_are_listed() throws Exception {
        var script = PrismProcess.installed(FOLDER);
        assumeTrue(script.isPresent(), "SKIPPED: Prism is not compared, for npm could not install it into " + FOLDER);
        for (var document : files()) {
            if (ContractReader.read(document.toString(), ReadOptions.defaults()) instanceof ReadResult.Read read) {
                compare(script.get(), document, read.contract());
            }
        }
        System.out.printf(
                "PRISM documents %d, requests %d, same %d, not answered by Prism %d, explained %s, unexplained %d, not started %s%n",
                documents, requests, same, unanswered, explained, unexplained.size(), notStarted);
        assertThat(requests).isPositive();
        assertThat(unexplained).as("differences, printed above").hasSize(0);
    }

    private void compare(Path script, Path document, Contract contract) throws Exception {
        String name = document.getFileName().toString();
        var asked = new ArrayList<>(new PrismRequests(contract).all());
        var written = OWN.resolve(name.replaceFirst("\\.\\w+$", ".http"));
        if (Files.exists(written)) {
            asked.addAll(PrismRequests.written(Files.readString(written)));
        }
        var options = MockOptions.defaults().withPort(0).withProblems(MockOptions.Problems.PRISM);
        var judge = new Judge(contract);
        try (var ours = MockServer.start(contract, Fixtures.none(), options).orElseThrow()) {
            var prism = PrismProcess.start(script, document, STARTING_SECONDS, List.of());
            if (prism.isEmpty()) {
                notStarted.add(name);
                return;
            }
            documents++;
            int before = requests;
            var running = prism;
            for (var each : asked) {
                if (running.isPresent() && !running.get().isAlive()) {
                    running = PrismProcess.start(script, document, STARTING_SECONDS, List.of());
                }
                if (running.isPresent()) {
                    compare(name, each, judge, running.get().url(), ours.url());
                }
            }
            running.ifPresent(PrismProcess::close);
            System.out.printf("PRISM %s: %d requests%n", name, requests - before);
        }
    }

    private void compare(String document, Asked asked, Judge judge, URI prism, URI ours) {
        requests++;
        var theirs = answer(prism, asked.request());
        var own = answer(ours, asked.request());
        assertThat(own).as("our answer to %s", asked).isPresent();
        if (theirs.isEmpty()) {
            unanswered++;
            return;
        }
        var differences = PrismDifference.between(
                document, asked, theirs.get(), own.get(), judge.isValid(asked.request(), theirs.get()));
        if (differences.isEmpty()) {
            same++;
        }
        for (var difference : differences) {
            var reason = difference.reason();
            reason.ifPresent(known -> explained.merge(known.row(), 1, Integer::sum));
            if (reason.isEmpty()) {
                unexplained.add(difference);
                System.out.println(difference);
            }
        }
    }

    /** Whether an answer is what its document says. */
    private static final class Judge {
        private final Router router;
        private final ResponseValidator validator;

        Judge(Contract contract) {
            router = new Router(contract);
            validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
        }

        boolean isValid(Request request, Response response) {
            return router.route(request.method(), request.path()) instanceof Route.Found found
                    && validator
                            .violations(
                                    found.operation(), found.operation().key().method(), response)
                            .stream()
                            .noneMatch(violation -> violation.at().part() == Part.RESPONSE_BODY);
        }
    }

    private static Optional<Response> answer(URI server, Request request) {
        return new RawTransport(new Target(server, TIMEOUT)).send(request) instanceof Observation.Answered answered
                ? Optional.of(answered.response())
                : Optional.empty();
    }

    private static List<Path> files() throws Exception {
        var all = new ArrayList<Path>();
        for (String folder : List.of(OWN.toString(), EXCHANGES.toString(), System.getProperty("corpus", ""))) {
            if (!folder.isEmpty()) {
                try (var files = Files.list(Path.of(folder))) {
                    files.filter(PrismDifferenceTest::isDocument).sorted().forEach(all::add);
                }
            }
        }
        String wanted = System.getProperty("prism.documents", "");
        return all.stream()
                .filter(file -> file.getFileName().toString().contains(wanted))
                .toList();
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && name.matches(".*\\.(json|ya?ml)")
                && !LEFT_OUT.contains(name)
                && file.toFile().length() <= LARGEST_DOCUMENT;
    }
}
