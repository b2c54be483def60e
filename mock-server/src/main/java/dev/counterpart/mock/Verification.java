package dev.counterpart.mock;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.WhenReader;
import dev.counterpart.mock.engine.FixtureNearMisses;
import dev.counterpart.mock.journal.CallCount;
import dev.counterpart.mock.journal.JournalFilter;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Json;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asserts how often an operation was called: {@code mock.verify("createOrder").withBody("/qty", 3).times(2)}. A number is asserted at
 * once, and again with each condition that follows it. Without a number, at least one call is asserted at the end of the test.
 *
 * <p>Each method throws {@link AssertionError} if the number is another one; the message shows the calls that nearly match. Not
 * thread-safe.
 */
public final class Verification {

    /** How long a verification waits until exchanges that have ended are counted. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MockServer server;
    private final Optional<String> session;
    private final OperationSelector operation;
    private final ObjectNode conditions = JsonNodeFactory.instance.objectNode();
    private @Nullable Expected expected;

    private record Expected(int least, int most, String words) {}

    Verification(MockServer server, Optional<String> session, String operation) {
        this.server = server;
        this.session = session;
        this.operation = new OperationSelector(operation);
        if (this.operation.of(server.first().contract()).isEmpty()) {
            throw new IllegalArgumentException("No operation is called \"" + operation + "\"");
        }
    }

    /**
     * A value in the body.
     *
     * @param at a JSON pointer, or the name of a property
     * @param value equal to it, or a matcher as in fixtures: {@code Map.of("matches", "[a-z]+")}
     */
    public Verification withBody(String at, Object value) {
        return with(When.Part.BODY, at, value);
    }

    public Verification withPath(String name, Object value) {
        return with(When.Part.PATH, name, value);
    }

    public Verification withQuery(String name, Object value) {
        return with(When.Part.QUERY, name, value);
    }

    public Verification withHeader(String name, Object value) {
        return with(When.Part.HEADER, name, value);
    }

    /** A claim of the bearer token. */
    public Verification withToken(String claim, Object value) {
        return with(When.Part.TOKEN, claim, value);
    }

    private Verification with(When.Part part, String name, Object value) {
        conditions.withObjectProperty(part.label()).set(name, Json.of(value));
        when();
        return expected == null ? this : check();
    }

    public Verification times(int number) {
        return expect(number, number, number == 1 ? "exactly once" : "exactly " + number + " times");
    }

    public Verification once() {
        return times(1);
    }

    public Verification never() {
        return expect(0, 0, "never");
    }

    public Verification atLeast(int number) {
        return expect(number, Integer.MAX_VALUE, "at least " + Counted.of(number, "time"));
    }

    public Verification atMost(int number) {
        return expect(0, number, "at most " + Counted.of(number, "time"));
    }

    private Verification expect(int least, int most, String words) {
        expected = new Expected(least, most, words);
        return check();
    }

    void finish() {
        if (expected == null) {
            atLeast(1);
        }
    }

    private Verification check() {
        var wanted = Objects.requireNonNull(expected);
        server.exchanges().settle(PATIENCE);
        var count = CallCount.of(
                server.journal().entries(JournalFilter.calls(operation, session)), when(), server.running()::facts);
        int calls = count.matching().size();
        if (calls < wanted.least() || calls > wanted.most()) {
            throw new AssertionError(message(wanted, count));
        }
        return this;
    }

    private When when() {
        var single = server.first().contract().operation(operation.text());
        var result = WhenReader.read(conditions, single, "the verification");
        Mistakes.refuse(result.broken(), operation);
        return result.when();
    }

    private String message(Expected wanted, CallCount count) {
        int calls = count.matching().size();
        var text = new StringBuilder(operation + (conditions.isEmpty() ? "" : " with " + described())
                + "\n  expected  " + wanted.words() + "\n  but was   "
                + (calls == 0 ? "never called" : calls == 1 ? "called once" : "called " + calls + " times"));
        count.matching().forEach(entry -> text.append("\n  call      ").append(line(entry.exchange())));
        for (var near : count.nearest()) {
            text.append("\n  near      ").append(line(near.entry().exchange()));
            near.conditions().stream()
                    .filter(condition -> !condition.holds())
                    .forEach(condition -> text.append("\n            ").append(line(condition)));
        }
        return text.toString();
    }

    private String described() {
        return when().conditions().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String line(Exchange exchange) {
        return exchange.request().method() + " " + exchange.request().target() + " → "
                + exchange.response().status();
    }

    private static String line(FixtureNearMisses.Condition condition) {
        return condition.key() + " expected " + condition.expected() + " but was "
                + condition.actual().map(Json::text).orElse("absent");
    }
}
