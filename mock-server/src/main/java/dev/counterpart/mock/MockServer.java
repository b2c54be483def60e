package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.mock.coverage.Coverage;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Mounts;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.live.ExchangeListener;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.mock.server.JavalinAdapter;
import dev.counterpart.mock.server.WebApplication;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mock on a port, of one contract or several. What outlives a contract (exchanges, coverage) is kept here; engines are rebuilt
 * when a contract or its fixtures change.
 *
 * <p>Thread-safe.
 */
public final class MockServer implements AutoCloseable {

    private final JavalinAdapter adapter;
    private final MockOptions options;
    private final Function<MockEngine, Service> front;
    private final List<Mounts.Mount> served = new ArrayList<>();
    private final Exchanges exchanges = new Exchanges();
    private final Coverage coverage = new Coverage(exchanges::dropped);
    private final AdminApi admin;
    private volatile Runnable beforeRequests = () -> {};
    private volatile Mounts mounts;
    private volatile int port;

    private MockServer(List<Mounted> contracts, MockOptions options, Function<MockEngine, Service> front) {
        this.options = options;
        this.front = front;
        this.admin = new AdminApi(coverage, exchanges, options.host());
        for (int i = 0; i < contracts.size(); i++) {
            served.add(mount(i, contracts.get(i)));
        }
        this.mounts = new Mounts(served);
        exchanges.add("coverage", coverage);
        this.adapter = new JavalinAdapter(
                options, new Front(), new WebApplication(this::isOfAdmin, admin::answer), exchanges::publish);
    }

    /** Starts a server; empty if the port is in use. */
    public static Optional<MockServer> start(Contract contract, Fixtures fixtures, MockOptions options) {
        return new MockServer(List.of(new Mounted("", contract, fixtures)), options, engine -> engine).started();
    }

    /**
     * Starts a server; empty if the port is in use.
     *
     * @param contracts at least one; each has its own prefix, or shares one with others
     * @param front wraps each mock and may ask it, as a proxy does
     * @param listener is notified of every exchange except those of the admin API
     */
    public static Optional<MockServer> start(
            List<Mounted> contracts,
            MockOptions options,
            Function<MockEngine, Service> front,
            ExchangeListener listener) {
        var server = new MockServer(contracts, options, front);
        server.exchanges.add("listener", listener);
        return server.started();
    }

    private Optional<MockServer> started() {
        var bound = adapter.start();
        bound.ifPresent(known -> port = known);
        return bound.map(known -> this);
    }

    /** The base URL, without a trailing slash. */
    public URI url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create((options.identity().isPresent() ? "https://" : "http://") + host + ":" + port);
    }

    /** From the next request on, serves this contract and these fixtures instead of the first. */
    public synchronized void serve(Contract contract, Fixtures fixtures) {
        serve(0, new Mounted(served.get(0).prefix(), contract, fixtures));
    }

    /**
     * From the next request on, serves this contract instead of another.
     *
     * @param index of the other among those that the server was started with
     */
    public synchronized void serve(int index, Mounted contract) {
        served.set(index, mount(index, contract));
        mounts = new Mounts(served);
    }

    /** From now on, runs this on the thread of each request before it is answered: a check for edited files. */
    public void beforeRequests(Runnable check) {
        beforeRequests = check;
    }

    /** The coverage of the contracts by the traffic so far. */
    public Coverage coverage() {
        return coverage;
    }

    /** The events of the server. */
    public Exchanges exchanges() {
        return exchanges;
    }

    private Mounts.Mount mount(int index, Mounted contract) {
        var engine = new MockEngine(contract.contract(), contract.fixtures(), options);
        coverage.begin(index, contract.prefix(), contract.contract());
        return new Mounts.Mount(index, contract.prefix(), engine, front.apply(engine));
    }

    /** The mock as it is when a request comes. */
    private final class Front implements Service {

        @Override
        public Answer answer(Request request, Optional<Rest> rest) {
            beforeRequests.run();
            return mounts.answer(request, rest);
        }

        @Override
        public boolean mayWait() {
            return mounts.mayWait();
        }
    }

    private boolean isOfAdmin(String path) {
        return options.admin() && AdminApi.covers(path);
    }

    @Override
    public void close() {
        adapter.stop();
        exchanges.close();
    }
}
