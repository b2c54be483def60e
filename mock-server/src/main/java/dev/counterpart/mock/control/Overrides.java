package dev.counterpart.mock.control;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.mock.store.StateView;
import dev.counterpart.spec.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The overrides of a running server. Several can hold for one request: those of its session count before those for all, an operation
 * before a tag, a tag before all operations, and the newest first; each sets what the ones before it leave open.
 *
 * <p>While the store is unavailable, overrides for a number of calls are not used, because the calls cannot be counted. Thread-safe.
 */
public final class Overrides {

    /** Maximum number at a time. */
    public static final int MOST = 1_000;

    private static final StateKey SEQUENCE = StateKey.ofServer(StateKind.NUMBER, "overrides");

    private static final Comparator<AnswerOverride> FIRST_FIRST = Comparator.comparing(
                    (AnswerOverride each) -> each.session().isEmpty())
            .thenComparing(each -> each.operation().precision(), Comparator.reverseOrder())
            .thenComparing(AnswerOverride::id, Comparator.reverseOrder());

    private final StateStore store;
    private final InstantSource clock;
    private final Runnable changed;
    private final BiFunction<JsonNode, OperationSelector, StagedAnswer> reader;
    private final Map<Long, Read> answers = new ConcurrentHashMap<>();
    private volatile Known known = new Known(-1, List.of());

    /** The overrides after that many changes. */
    private record Known(long changes, List<AnswerOverride> all) {}

    /** An answer that was read before. */
    private record Read(JsonNode source, StagedAnswer answer) {}

    /**
     * @param changed runs after each change, on the thread that made it
     * @param reader reads an answer that another mock has set
     */
    Overrides(
            StateStore store,
            InstantSource clock,
            Runnable changed,
            BiFunction<JsonNode, OperationSelector, StagedAnswer> reader) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
        this.reader = reader;
    }

    /** The overrides that hold now, oldest first. */
    public List<AnswerOverride> all() {
        return holding(current());
    }

    /**
     * Sets an override.
     *
     * @param wanted gets the next id
     * @param source its answer as JSON, from which it can be read again
     * @return the override with its id; empty if there are {@link #MOST} already
     * @throws StateUnavailable if it could not be kept
     */
    public Optional<AnswerOverride> add(AnswerOverride wanted, JsonNode source) {
        var added = store.change(state -> {
            if (count(state) >= MOST) {
                removeOver(state);
            }
            if (count(state) >= MOST) {
                return Optional.<AnswerOverride>empty();
            }
            long id = state.find(SEQUENCE).map(JsonNode::asLong).orElse(0L) + 1;
            var override = wanted.numbered(id);
            state.put(SEQUENCE, JsonNodeFactory.instance.numberNode(id));
            state.put(key(id), json(override, source));
            answers.put(id, new Read(source.deepCopy(), wanted.answer()));
            return Optional.of(override);
        });
        if (added.isPresent()) {
            changed.run();
        }
        return added;
    }

    private static ObjectNode json(AnswerOverride override, JsonNode source) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("operation", override.operation().text());
        override.session().ifPresent(name -> node.put("session", name));
        node.set("answer", source.deepCopy());
        override.calls().ifPresent(number -> node.put("calls", number));
        override.until().ifPresent(end -> node.put("until", end.toString()));
        return node;
    }

    /** Removes an override; returns whether it existed. */
    public boolean remove(long id) {
        return remove(each -> each.id() == id);
    }

    /** Removes the overrides of a session and of a selector, or all. */
    public void clear(Optional<String> session, Optional<OperationSelector> operations) {
        remove(each -> (session.isEmpty() || each.session().equals(session))
                && (operations.isEmpty() || each.operation().equals(operations.get())));
    }

    private boolean remove(Predicate<AnswerOverride> isRemoved) {
        boolean removed = store.change(state -> {
            var found = read(state).stream().filter(isRemoved).toList();
            found.forEach(each -> state.remove(key(each.id())));
            return !found.isEmpty();
        });
        if (removed) {
            changed.run();
        }
        return removed;
    }

    boolean isIdle() {
        return current().isEmpty();
    }

    /**
     * What is set for a request; the overrides count as used once more.
     *
     * @param prefix of the document
     */
    Optional<Staged> take(String prefix, Operation operation, Optional<String> session) {
        var used = covering(current(), prefix, operation, session);
        if (used.stream().anyMatch(each -> each.calls().isPresent())) {
            used = counted(prefix, operation, session);
        }
        String ids = used.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(", "));
        return used.stream()
                .map(AnswerOverride::answer)
                .reduce(StagedAnswer::over)
                .map(answer -> new Staged(answer, "override " + ids + ": " + answer));
    }

    private List<AnswerOverride> counted(String prefix, Operation operation, Optional<String> session) {
        try {
            var used = store.change(state -> {
                var covering = covering(read(state), prefix, operation, session);
                covering.forEach(each -> use(state, each));
                return covering;
            });
            changed.run();
            return used;
        } catch (StateUnavailable unavailable) {
            return covering(current(), prefix, operation, session).stream()
                    .filter(each -> each.calls().isEmpty())
                    .toList();
        }
    }

    private static void use(StateChange state, AnswerOverride override) {
        if (override.calls().isEmpty()) {
            return;
        }
        var key = key(override.id());
        int left = override.calls().getAsInt() - 1;
        if (left > 0) {
            var node = (ObjectNode) state.find(key).orElseThrow();
            state.put(key, node.deepCopy().put("calls", left));
        } else {
            state.remove(key);
        }
    }

    private List<AnswerOverride> covering(
            List<AnswerOverride> all, String prefix, Operation operation, Optional<String> session) {
        return holding(all).stream()
                .filter(each -> each.covers(prefix, operation, session))
                .sorted(FIRST_FIRST)
                .toList();
    }

    private List<AnswerOverride> holding(List<AnswerOverride> all) {
        var now = clock.instant();
        return all.stream().anyMatch(each -> each.isOver(now))
                ? all.stream().filter(each -> !each.isOver(now)).toList()
                : all;
    }

    private static int count(StateView state) {
        return state.totals(StateKind.OVERRIDE, "").count();
    }

    private void removeOver(StateChange state) {
        var now = clock.instant();
        read(state).stream().filter(each -> each.isOver(now)).forEach(over -> state.remove(key(over.id())));
    }

    private List<AnswerOverride> current() {
        long changes = store.changes(StateKind.OVERRIDE);
        var last = known;
        if (last.changes() != changes) {
            last = new Known(changes, store.read(this::read));
            known = last;
            var ids = last.all().stream().map(AnswerOverride::id).collect(Collectors.toSet());
            answers.keySet().retainAll(ids);
        }
        return last.all();
    }

    private List<AnswerOverride> read(StateView state) {
        return state.all(StateKind.OVERRIDE, "", "").entrySet().stream()
                .map(each -> read(Long.parseLong(each.getKey()), each.getValue()))
                .toList();
    }

    private AnswerOverride read(long id, JsonNode node) {
        var operation = new OperationSelector(node.path("operation").asString("*"));
        return new AnswerOverride(
                id,
                operation,
                text(node.path("session")),
                answer(id, node.path("answer"), operation),
                node.has("calls") ? OptionalInt.of(node.path("calls").asInt()) : OptionalInt.empty(),
                text(node.path("until")).map(Instant::parse));
    }

    private StagedAnswer answer(long id, JsonNode source, OperationSelector operation) {
        var before = answers.get(id);
        if (before != null && before.source().equals(source)) {
            return before.answer();
        }
        var answer = reader.apply(source, operation);
        answers.put(id, new Read(source, answer));
        return answer;
    }

    private static Optional<String> text(JsonNode node) {
        return Stream.of(node)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst();
    }

    private static StateKey key(long id) {
        return StateKey.ofServer(StateKind.OVERRIDE, Long.toString(id));
    }
}
