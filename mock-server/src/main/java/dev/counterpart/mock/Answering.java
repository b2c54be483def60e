package dev.counterpart.mock;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.StagedAnswerReader;
import dev.counterpart.mock.control.AnswerOverride;
import dev.counterpart.spec.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets the answer of operations step by step. Each step takes effect at once and is validated against the contract, so state the status
 * before the body. Of several answers for one operation, the one that was set last counts.
 *
 * <p>Each method throws {@link IllegalArgumentException} if the contract or the fixtures do not have that answer; the message lists the
 * reasons. Not thread-safe.
 */
public final class Answering {

    private final MockServer server;
    private final Optional<String> session;
    private final OperationSelector operation;
    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
    private OptionalInt calls = OptionalInt.empty();
    private @Nullable Long set;

    Answering(MockServer server, Optional<String> session, String operation) {
        this.server = server;
        this.session = session;
        this.operation = new OperationSelector(operation);
        read();
    }

    /** A declared status, or a gateway status: 408, 413, 429, 500, 502, 503, 504. */
    public Answering status(int status) {
        answer.put("status", status);
        return apply();
    }

    /** The label or name of a fixture: {@code 404-sold} or {@code sold}. */
    public Answering fixture(String name) {
        answer.put("fixture", name);
        return apply();
    }

    /** The name of an example in the document. */
    public Answering example(String name) {
        answer.put("example", name);
        return apply();
    }

    /** A body as JSON text. */
    public Answering json(String text) {
        if (!(Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value)) {
            throw new IllegalArgumentException("This is not JSON: " + text);
        }
        answer.set("body", value.node());
        return apply();
    }

    /** A body: a map, list, record, bean, number, boolean, or text. */
    public Answering body(Object value) {
        answer.set("body", Json.of(value));
        return apply();
    }

    /** A header of an answer with a body of its own. */
    public Answering header(String name, String value) {
        answer.withObjectProperty("headers").put(name, value);
        return apply();
    }

    /** Time before the answer. */
    public Answering delay(Duration time) {
        answer.put("delay", time.toMillis() + "ms");
        return apply();
    }

    /** {@code reset}, {@code empty}, {@code truncate}, {@code garbage} or {@code stall}, instead of the answer. */
    public Answering fault(String name) {
        answer.put("fault", name);
        return apply();
    }

    /** Does not check credentials. */
    public Answering withoutAuth() {
        answer.put("auth", false);
        return apply();
    }

    /** Does not validate requests. */
    public Answering withoutValidation() {
        answer.put("validation", false);
        return apply();
    }

    /** For the next calls only. */
    public Answering calls(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("calls must be at least 1 but was " + number);
        }
        calls = OptionalInt.of(number);
        return answer.isEmpty() ? this : apply();
    }

    /** For the next call only. */
    public Answering once() {
        return calls(1);
    }

    /** The new answer is set before the old one is removed, so that there is no moment without one. */
    private Answering apply() {
        var overrides = server.control().overrides();
        var wanted = new AnswerOverride(0, operation, session, read(), calls, Optional.empty());
        var added = overrides.add(wanted, answer);
        Optional.ofNullable(set).ifPresent(overrides::remove);
        set = added.orElseThrow(
                        () -> new IllegalStateException("too many answers are set; reset the mock between tests"))
                .id();
        return this;
    }

    private StagedAnswer read() {
        var mounted = server.first();
        var result = StagedAnswerReader.read(
                answer, operation, mounted.contract(), mounted.fixtures(), "the answer that was set");
        Mistakes.refuse(result.broken(), operation);
        return result.answer();
    }
}
