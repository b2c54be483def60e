package dev.counterpart.verify.prism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.prism.PrismRequests.Asked;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.RawTransport;
import dev.counterpart.verify.send.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same requests for Prism and for us: {@code mvn -Pprism -pl contract-tests -am verify -Dcorpus=DIR}. Prism is installed by npm
 * into {@code target/prism}; where that cannot be done, the test is skipped and says so. {@code -Dprism.documents=TEXT} runs the
 * documents whose names contain the text.
 */
@Tag("prism")
class PrismDifferenceTest {

    private static final Path FOLDER = Path.of("contract-tests/target/prism");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LARGEST_DOCUMENT = 300_000;

    private final PrismTally tally = new PrismTally(PrismReason.ALL);
    private final Queue<String> notStarted = new ConcurrentLinkedQueue<>();

    @Test
    void both_answer_alike_but_for_the_differences_that_are_listed() throws Exception {
        var script = PrismProcess.installed(FOLDER);
        assumeTrue(script.isPresent(), "SKIPPED: Prism is not compared, for npm could not install it into " + FOLDER);
        PrismDocuments.forEach(LARGEST_DOCUMENT, (document, contract) -> compare(script.get(), document, contract));
        System.out.println("PRISM " + tally + ", not started " + notStarted);
        assertThat(tally.requests()).isPositive();
        assertThat(tally.unexplained()).as("differences, printed above").isZero();
    }

    private void compare(Path script, Path document, Contract contract) throws Exception {
        String name = document.getFileName().toString();
        var asked = new ArrayList<>(new PrismRequests(contract).all());
        asked.addAll(PrismRequests.written(PrismDocuments.written(document, ".http")));
        var options = MockOptions.defaults().withPort(0).withCompat(MockOptions.Compat.PRISM);
        var judge = new PrismJudge(contract);
        var command = List.of("mock", document.toAbsolutePath().toString());
        try (var ours = MockServer.start(contract, Fixtures.none(), options).orElseThrow();
                var prism = new LivingPrism(script, command)) {
            if (!prism.isRunning()) {
                notStarted.add(name);
                return;
            }
            tally.compared();
            for (var each : asked) {
                var url = prism.url(each.request().path());
                if (url.isPresent()) {
                    compare(name, each, judge, url.get(), ours.url());
                }
            }
            System.out.printf("PRISM %s: %d requests%n", name, asked.size());
        }
    }

    private void compare(String document, Asked asked, PrismJudge judge, URI prism, URI ours) {
        var theirs = answer(prism, asked.request());
        var own = answer(ours, asked.request());
        assertThat(own).as("our answer to %s", asked).isPresent();
        if (theirs.isEmpty()) {
            tally.unanswered(asked);
            return;
        }
        tally.answered(PrismDifference.between(
                document, asked, theirs.get(), own.get(), judge.isValid(asked.request(), theirs.get())));
    }

    private static Optional<Response> answer(URI server, Request request) {
        return new RawTransport(new Target(server, TIMEOUT)).send(request) instanceof Observation.Answered answered
                ? Optional.of(answered.response())
                : Optional.empty();
    }
}
