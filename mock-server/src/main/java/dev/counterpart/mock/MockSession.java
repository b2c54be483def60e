package dev.counterpart.mock;

import dev.counterpart.mock.control.ScenarioPlayer;
import dev.counterpart.mock.request.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The mock for one client: what is set here applies to requests of this session only, and only its calls are counted. A request belongs
 * to a session if its header {@value #HEADER}, or its cookie of that name, has the session's {@link #name}.
 *
 * <p>The session of a server itself is about all requests. Thread-safe.
 */
public final class MockSession {

    /** The header that names the session. */
    public static final String HEADER = Session.NAME;

    private final MockServer server;
    private final Optional<String> name;
    private final List<Verification> open = new ArrayList<>();

    MockSession(MockServer server, Optional<String> name) {
        this.server = server;
        this.name = name;
    }

    /** The value of the header; empty for the session of all requests. */
    public String name() {
        return name.orElse("");
    }

    /** The base URL of the mock, without a trailing slash. */
    public URI url() {
        return server.url();
    }

    /**
     * Sets the answer of operations.
     *
     * @param operation an operationId, a method and path such as {@code GET /pets/{petId}}, {@code tag:NAME}, or {@code *} for all
     */
    public Answering on(String operation) {
        return new Answering(server, name, operation);
    }

    /**
     * Counts the calls of an operation. State the conditions, then the number.
     *
     * @param operation as in {@link #on}
     * @throws IllegalArgumentException if there is no such operation
     */
    public Verification verify(String operation) {
        var verification = new Verification(server, name, operation);
        synchronized (open) {
            open.add(verification);
        }
        return verification;
    }

    /**
     * Starts a scenario of the fixtures at its first step.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public void start(String scenario) {
        move(scenario, now -> 0);
    }

    /**
     * Moves a scenario to its next step; starts it if it is not under way.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public void next(String scenario) {
        move(scenario, now -> now.map(step -> step + 1).orElse(0));
    }

    private void move(String scenario, Function<Optional<Integer>, Integer> step) {
        var player = server.control().scenarios();
        var named = player.named(scenario);
        if (named.size() != 1) {
            var all = player.scenarios();
            var known = named.isEmpty() ? all : named;
            throw new IllegalArgumentException("There is " + (named.isEmpty() ? "no" : "more than one")
                    + " scenario \"" + scenario + "\"; there are: "
                    + known.stream().map(each -> each.selector(all)).toList());
        }
        if (player.move(named.get(0), name, step).isEmpty()) {
            throw new IllegalStateException(
                    "There are " + ScenarioPlayer.MOST + " scenarios under way, which is the maximum");
        }
    }

    /** Removes what was set here, stops scenarios, and forgets the calls. */
    public void reset() {
        synchronized (open) {
            open.clear();
        }
        server.exchanges().settle(Verification.PATIENCE);
        server.control().reset(name);
        server.journal().clear(name);
    }

    /**
     * Asserts what was begun by {@link #verify} without a number: at least one call.
     *
     * @throws AssertionError if there is none
     */
    public void verifyOpen() {
        List<Verification> left;
        synchronized (open) {
            left = List.copyOf(open);
            open.clear();
        }
        left.forEach(Verification::finish);
    }
}
