package dev.counterpart.verify.prism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.Mounted;
import dev.counterpart.mock.proxy.Proxy;
import dev.counterpart.mock.proxy.Upstream;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.tls.Trust;
import dev.counterpart.verify.LocalProvider;
import dev.counterpart.verify.prism.ProxiedRequests.Proxied;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.RawTransport;
import dev.counterpart.verify.send.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same requests through Prism's proxy and ours to the same upstream server: what comes back, and what it was asked.
 *
 * @see PrismDifferenceTest
 */
@Tag("prism")
class PrismProxyDifferenceTest {

    private static final Path FOLDER = Path.of("contract-tests/target/prism");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LARGEST_DOCUMENT = 25_000;

    private final PrismTally tally = new PrismTally(PrismProxyReasons.ALL);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void both_pass_on_and_judge_alike_but_for_the_differences_that_are_listed(boolean errors) throws Exception {
        var script = PrismProcess.installed(FOLDER);
        assumeTrue(script.isPresent(), "SKIPPED: Prism is not compared, for npm could not install it into " + FOLDER);
        PrismDocuments.forEach(LARGEST_DOCUMENT, (document, contract) -> {
            try (var upstream = new Asked()) {
                compare(script.get(), document, contract, upstream, errors);
            }
        });
        System.out.println("PRISM proxy" + (errors ? " --errors" : "") + " " + tally);
        assertThat(tally.requests()).isPositive();
        assertThat(tally.unexplained()).as("differences, printed above").isZero();
    }

    private void compare(Path script, Path document, Contract contract, Asked upstream, boolean errors)
            throws Exception {
        String name = document.getFileName().toString();
        var all = new ArrayList<>(new ProxiedRequests(contract).all());
        all.addAll(ProxiedRequests.written(PrismDocuments.written(document, ".proxied.http")));
        var command = new ArrayList<>(List.of(
                "proxy", document.toAbsolutePath().toString(), upstream.url().toString()));
        if (errors) {
            command.add("--errors");
        }
        var judge = new PrismJudge(contract);
        try (var ours = proxy(contract, upstream.url(), errors);
                var prism = new LivingPrism(script, command)) {
            if (prism.isRunning()) {
                tally.compared();
            }
            for (var each : all) {
                var url = prism.url(each.asked().request().path());
                if (url.isPresent()) {
                    compare(name, each, judge, List.of(url.get(), ours.url()), upstream);
                }
            }
        }
    }

    private static MockServer proxy(Contract contract, URI upstream, boolean errors) {
        var options = MockOptions.defaults().withPort(0).withErrors(errors).withCompat(MockOptions.Compat.PRISM);
        var forwarding = new Upstream(upstream, Optional.empty(), Trust.usual(), TIMEOUT);
        return MockServer.start(
                        List.of(new Mounted("", contract, Fixtures.none())),
                        options,
                        engine -> new Proxy(engine, options, forwarding, true),
                        exchange -> {})
                .orElseThrow();
    }

    /** Whether Prism met a kept connection that the upstream server had just closed; it does not try again itself. */
    private static boolean isLost(Response answer) {
        return answer.status() == 500 && answer.text().contains("socket hang up");
    }

    /** @param proxies Prism's and ours */
    private void compare(String document, Proxied proxied, PrismJudge judge, List<URI> proxies, Asked upstream) {
        var asked = proxied.asked();
        upstream.next = proxied.answer();
        var theirs = answer(proxies.get(0), asked.request());
        if (theirs.filter(PrismProxyDifferenceTest::isLost).isPresent()) {
            theirs = answer(proxies.get(0), asked.request());
        }
        var theirRequest = upstream.forwarded();
        var own = answer(proxies.get(1), asked.request());
        var ownRequest = upstream.forwarded();
        assertThat(own).as("our answer to %s", asked).isPresent();
        if (theirs.isEmpty()) {
            tally.unanswered(asked);
            return;
        }
        var all = new ArrayList<>(PrismDifference.between(
                document, asked, theirs.get(), own.get(), judge.isValid(asked.request(), theirs.get())));
        if (theirRequest.isPresent() && ownRequest.isPresent()) {
            all.addAll(
                    PrismDifference.forwarded(document, asked, theirRequest.get(), ownRequest.get(), proxied.answer()));
        }
        tally.answered(all);
    }

    private static Optional<Response> answer(URI server, Request request) {
        return new RawTransport(new Target(server, TIMEOUT)).send(request) instanceof Observation.Answered answered
                ? Optional.of(answered.response())
                : Optional.empty();
    }

    /** The upstream server of one document, which gives the next answer to whatever it is asked. */
    private static final class Asked implements AutoCloseable {

        private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        private final LocalProvider server = new LocalProvider(this::answer);
        private volatile Response next = Response.of(500);

        private Response answer(Request request) {
            requests.add(request);
            return next;
        }

        URI url() {
            return server.target().url();
        }

        /** The first of the requests since this was last called. */
        Optional<Request> forwarded() {
            var all = new ArrayList<Request>();
            requests.drainTo(all);
            return all.stream().findFirst();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
