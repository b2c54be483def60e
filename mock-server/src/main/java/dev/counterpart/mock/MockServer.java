package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.mock.admin.Running;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.coverage.Coverage;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Mounts;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.journal.ExchangeJson;
import dev.counterpart.mock.journal.Journal;
import dev.counterpart.mock.live.EventLog;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.live.ExchangeListener;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.mock.request.Session;
import dev.counterpart.mock.room.ControlRoom;
import dev.counterpart.mock.server.JavalinAdapter;
import dev.counterpart.mock.server.WebApplication;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secrets;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

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
    private final List<Mounted> contracts = new ArrayList<>();
    private final List<Mounts.Mount> served = new ArrayList<>();
    private final Exchanges exchanges = new Exchanges(this::reportProblem);
    private final Coverage coverage = new Coverage(exchanges::dropped);
    private final EventLog events = new EventLog();
    private final Journal journal = new Journal(this::happened);
    private final StateStore store;
    private final Control control;
    private final Running running = new Live();
    private final MockSession allRequests = new MockSession(this, Optional.empty());
    private final AdminApi admin;
    private final ControlRoom room = new ControlRoom();
    private volatile Runnable beforeRequests = () -> {};
    private final List<Runnable> whenClosed = new CopyOnWriteArrayList<>();
    private volatile Mounts mounts;
    private volatile int port;

    private MockServer(
            List<Mounted> mounted, MockOptions options, Function<MockEngine, Service> front, StateStore store) {
        this.options = options;
        this.store = store;
        this.control = new Control(store, InstantSource.system(), this::changed, running::answer);
        store.onProblem(this::reportProblem);
        this.front = front;
        this.admin = new AdminApi(running, options.host(), options.adminToken(), options.agents());
        for (int i = 0; i < mounted.size(); i++) {
            contracts.add(mounted.get(i));
            served.add(mount(i, mounted.get(i)));
        }
        this.mounts = new Mounts(served);
        exchanges.add("journal and coverage", options.admin() ? this::counted : coverage);
        this.adapter = new JavalinAdapter(options, new Front(), new Application(), exchanges::publish);
    }

    /** Starts a mock in a test or program. */
    public static MockBuilder builder() {
        return new MockBuilder();
    }

    /** Starts a server; empty if the port is in use. */
    public static Optional<MockServer> start(Contract contract, Fixtures fixtures, MockOptions options) {
        return new MockServer(
                        List.of(new Mounted("", contract, fixtures)), options, engine -> engine, StateStore.inMemory())
                .started();
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
        return start(contracts, options, front, listener, StateStore.inMemory());
    }

    /**
     * Starts a server; empty if the port is in use.
     *
     * @param contracts at least one; each has its own prefix, or shares one with others
     * @param front wraps each mock and may ask it, as a proxy does
     * @param listener is notified of every exchange except those of the admin API
     * @param store of items, overrides and scenarios under way; closed with the server, also if that does not start
     */
    public static Optional<MockServer> start(
            List<Mounted> contracts,
            MockOptions options,
            Function<MockEngine, Service> front,
            ExchangeListener listener,
            StateStore store) {
        var server = new MockServer(contracts, options, front, store);
        server.exchanges.add("listener", listener);
        return server.started();
    }

    private Optional<MockServer> started() {
        Optional<Integer> bound = Optional.empty();
        try {
            bound = adapter.start();
        } finally {
            if (bound.isEmpty()) {
                exchanges.close();
                store.close();
            }
        }
        bound.ifPresent(known -> port = known);
        return bound.map(known -> this);
    }

    /** The base URL, without a trailing slash. */
    public URI url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create((options.identity().isPresent() ? "https://" : "http://") + host + ":" + port);
    }

    /** The URL of the control room; empty if the server has no admin API. */
    public Optional<URI> controlRoom() {
        return options.admin() ? Optional.of(url().resolve(ControlRoom.PAGE)) : Optional.empty();
    }

    /** From the next request on, serves this contract and these fixtures instead of the first. */
    public synchronized void serve(Contract contract, Fixtures fixtures) {
        var first = contracts.get(0);
        serve(0, new Mounted(first.prefix(), contract, fixtures, first.document(), first.folder()));
    }

    /**
     * From the next request on, serves this contract instead of another.
     *
     * @param index of the other among those that the server was started with
     */
    public synchronized void serve(int index, Mounted contract) {
        contracts.set(index, contract);
        served.set(index, mount(index, contract));
        mounts = new Mounts(served);
        events.publish("documents", () -> "{}");
    }

    /** From now on, runs this on the thread of each request before it is answered: a check for edited files. */
    public void beforeRequests(Runnable check) {
        beforeRequests = check;
    }

    /** Runs this when the server is closed: what watches its files ends with it. */
    public void whenClosed(Runnable end) {
        whenClosed.add(end);
    }

    /** Publishes an event about a problem that does not stop the server, such as an invalid edit. */
    public void reportProblem(String text) {
        events.publish(
                "problem", () -> Json.text(JsonNodeFactory.instance.objectNode().put("message", text)));
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
        var engine = new MockEngine(
                contract.contract(),
                contract.fixtures(),
                options,
                InstantSource.system(),
                control.of(
                        index,
                        contract.prefix(),
                        contract.contract().title(),
                        contract.fixtures().scenarios()));
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
            return store.mayWait() || mounts.mayWait();
        }
    }

    /** What the admin API sees of this server. */
    private final class Live implements Running {

        @Override
        public URI url() {
            return MockServer.this.url();
        }

        @Override
        public List<Served> served() {
            synchronized (MockServer.this) {
                var all = new ArrayList<Served>();
                for (int i = 0; i < contracts.size(); i++) {
                    var each = contracts.get(i);
                    all.add(new Served(
                            each.prefix(),
                            each.contract(),
                            each.fixtures(),
                            each.document(),
                            each.folder(),
                            served.get(i).engine()));
                }
                return all;
            }
        }

        @Override
        public Coverage coverage() {
            return coverage;
        }

        @Override
        public Exchanges exchanges() {
            return exchanges;
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public EventLog events() {
            return events;
        }

        @Override
        public Control control() {
            return control;
        }

        @Override
        public boolean isStateful() {
            return options.stateful();
        }

        @Override
        public void reload() {
            beforeRequests.run();
        }
    }

    private final class Application implements WebApplication {

        @Override
        public boolean covers(String path) {
            return options.admin() && AdminApi.covers(path);
        }

        @Override
        public Response answer(Request request, Optional<InetAddress> client) {
            return room.answer(request).orElseGet(() -> admin.answer(request, client));
        }

        @Override
        public Optional<Stream> stream(Request request, Optional<InetAddress> client) {
            return admin.events(request, client).map(feed -> feed::next);
        }
    }

    /** Both are quick, so they share a thread: each further queue costs every request. */
    private void counted(Exchange exchange) {
        coverage.ended(exchange);
        journal.ended(exchange);
    }

    private void happened(Journal.Entry entry) {
        var light = entry.withoutLargeBodies();
        events.publish("exchange", () -> Json.text(new ExchangeJson(Optional.of(Secrets.byName())).summary(light)));
    }

    private void changed(Control.Subject subject) {
        events.publish(subject.name().toLowerCase(Locale.ROOT), () -> "{}");
    }

    /** Sets the answer of operations for all requests, see {@link MockSession#on}. */
    public Answering on(String operation) {
        return allRequests.on(operation);
    }

    /** Counts the calls of an operation, see {@link MockSession#verify}. */
    public Verification verify(String operation) {
        return allRequests.verify(operation);
    }

    /** All requests as one session. */
    public MockSession allRequests() {
        return allRequests;
    }

    /**
     * The mock for the requests that name this session.
     *
     * @throws IllegalArgumentException if the name is empty or has more than 200 characters
     */
    public MockSession session(String name) {
        if (name.isBlank() || name.length() > Session.LONGEST) {
            throw new IllegalArgumentException("a session has 1 to " + Session.LONGEST + " characters");
        }
        return new MockSession(this, Optional.of(name));
    }

    /** Starts a scenario for all requests, see {@link MockSession#start}. */
    public void start(String scenario) {
        allRequests.start(scenario);
    }

    /** Moves a scenario on for all requests, see {@link MockSession#next}. */
    public void next(String scenario) {
        allRequests.next(scenario);
    }

    /** Removes everything that was set, stops scenarios, and forgets the calls. */
    public void reset() {
        allRequests.reset();
    }

    synchronized Mounted first() {
        return contracts.get(0);
    }

    Running running() {
        return running;
    }

    /** What people set while the server runs: overrides and scenarios. */
    public Control control() {
        return control;
    }

    /** The answer of the admin API to a request of this process, which has all rights. */
    public Response admin(Request request) {
        return admin.answer(request);
    }

    /** The latest exchanges. */
    public Journal journal() {
        return journal;
    }

    /**
     * Accepts no further connection, and sends the answers that are under way; {@link #close} ends the rest.
     *
     * @param limit maximum time to wait for them
     */
    public void finish(Duration limit) {
        adapter.finish(limit);
    }

    @Override
    public void close() {
        whenClosed.forEach(Runnable::run);
        adapter.stop();
        exchanges.close();
        store.close();
    }
}
