package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A mock on a port.
 *
 * <p>Threads may share it.
 */
public final class MockServer implements AutoCloseable {

    private final JavalinAdapter adapter;
    private final MockOptions options;
    private final BiConsumer<Request, Answer> listener;
    private final Function<MockEngine, Function<Request, Answer>> front;
    private volatile Function<Request, Answer> engine;
    private volatile int port;

    private MockServer(
            MockEngine engine,
            MockOptions options,
            Function<MockEngine, Function<Request, Answer>> front,
            BiConsumer<Request, Answer> listener) {
        this.front = front;
        this.engine = front.apply(engine);
        this.options = options;
        this.listener = listener;
        this.adapter = new JavalinAdapter(options, this::answer);
    }

    /** A server that answers from now on, or nothing if the port is taken. */
    public static Optional<MockServer> start(Contract contract, Fixtures fixtures, MockOptions options) {
        return start(contract, fixtures, options, (request, answer) -> {});
    }

    /**
     * A server that answers from now on, or nothing if the port is taken.
     *
     * @param listener is told of every exchange
     */
    public static Optional<MockServer> start(
            Contract contract, Fixtures fixtures, MockOptions options, BiConsumer<Request, Answer> listener) {
        return start(contract, fixtures, options, engine -> engine::answer, listener);
    }

    /**
     * A server that answers from now on, or nothing if the port is taken.
     *
     * @param front what stands before the mock and may ask it, as a proxy does
     * @param listener is told of every exchange
     */
    public static Optional<MockServer> start(
            Contract contract,
            Fixtures fixtures,
            MockOptions options,
            Function<MockEngine, Function<Request, Answer>> front,
            BiConsumer<Request, Answer> listener) {
        var server = new MockServer(new MockEngine(contract, fixtures, options), options, front, listener);
        var port = server.adapter.start();
        port.ifPresent(bound -> server.port = bound);
        return port.map(bound -> server);
    }

    /** Where it answers, without a trailing slash. */
    public URI url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + port);
    }

    /** From the next request on, answers by this contract and these fixtures. */
    public void serve(Contract contract, Fixtures fixtures) {
        engine = front.apply(new MockEngine(contract, fixtures, options));
    }

    private Answer answer(Request request) {
        var answer = engine.apply(request);
        listener.accept(request, answer);
        return answer;
    }

    @Override
    public void close() {
        adapter.stop();
    }
}
