package dev.counterpart.mock.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All entries in memory, in the order of their positions. A store changes it only by entries that are kept.
 *
 * <p>Thread-safe.
 */
public final class StateCache {

    private record Owner(StateKind kind, String name) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Owner, Map<String, Map<String, StateEntry>>> entries = new HashMap<>();
    private final Map<Owner, StateView.Totals> totals = new HashMap<>();
    private final Map<StateKind, AtomicLong> changes = new EnumMap<>(StateKind.class);
    private final StateView view = new View();
    private long last;

    public StateCache() {
        for (var kind : StateKind.values()) {
            changes.put(kind, new AtomicLong());
        }
    }

    /** Reads while nothing is changed. */
    public <T> T read(Function<StateView, T> reader) {
        return shared(() -> reader.apply(view));
    }

    /** Makes a change on a draft, which the caller keeps and then applies. One draft at a time. */
    public <T> T draft(StateDraft draft, Function<StateChange, T> change) {
        return shared(() -> change.apply(draft));
    }

    /** An empty draft of a change of these entries. */
    public StateDraft draft() {
        return new StateDraft(view, this::entry, shared(() -> last));
    }

    private <T> T shared(Supplier<T> task) {
        lock.readLock().lock();
        try {
            return task.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Applies changes, in the order of their positions; an empty value is a removed entry. */
    public void apply(Map<StateKey, Optional<StateEntry>> changed) {
        lock.writeLock().lock();
        try {
            changed.forEach(this::apply);
        } finally {
            lock.writeLock().unlock();
        }
        changed.keySet().stream().map(StateKey::kind).distinct().forEach(this::count);
    }

    /** Replaces everything. */
    public void reset(Map<StateKey, Optional<StateEntry>> all) {
        lock.writeLock().lock();
        try {
            entries.clear();
            totals.clear();
            last = 0;
            all.forEach(this::apply);
        } finally {
            lock.writeLock().unlock();
        }
        changes.keySet().forEach(this::count);
    }

    private void count(StateKind kind) {
        Objects.requireNonNull(changes.get(kind)).incrementAndGet();
    }

    /** How often entries of that kind have changed. */
    public long changes(StateKind kind) {
        return Objects.requireNonNull(changes.get(kind)).get();
    }

    private void apply(StateKey key, Optional<StateEntry> entry) {
        var owner = new Owner(key.kind(), key.owner());
        var groups = entries.computeIfAbsent(owner, added -> new HashMap<>());
        var group = groups.computeIfAbsent(key.group(), added -> new LinkedHashMap<>());
        var old = group.get(key.id());
        if (old != null && entry.filter(now -> now.position() == old.position()).isEmpty()) {
            group.remove(key.id());
        }
        entry.ifPresent(now -> {
            group.put(key.id(), now);
            last = Math.max(last, now.position());
        });
        if (group.isEmpty()) {
            groups.remove(key.group());
        }
        int more = (entry.isPresent() ? 1 : 0) - (old == null ? 0 : 1);
        long moreCharacters = entry.map(StateEntry::characters).orElse(0) - (old == null ? 0L : old.characters());
        totals.put(owner, totals.getOrDefault(owner, StateView.Totals.NONE).plus(more, moreCharacters));
    }

    private Map<String, StateEntry> group(StateKind kind, String owner, String group) {
        return entries.getOrDefault(new Owner(kind, owner), Map.of()).getOrDefault(group, Map.of());
    }

    private @Nullable StateEntry entry(StateKey key) {
        return group(key.kind(), key.owner(), key.group()).get(key.id());
    }

    private final class View implements StateView {

        @Override
        public Optional<JsonNode> find(StateKey key) {
            return Optional.ofNullable(entry(key)).map(StateEntry::value);
        }

        @Override
        public Map<String, JsonNode> all(StateKind kind, String owner, String group) {
            var all = new LinkedHashMap<String, JsonNode>();
            group(kind, owner, group).forEach((id, entry) -> all.put(id, entry.value()));
            return all;
        }

        @Override
        public Set<String> groups(StateKind kind, String owner) {
            return new TreeSet<>(
                    entries.getOrDefault(new Owner(kind, owner), Map.of()).keySet());
        }

        @Override
        public Totals totals(StateKind kind, String owner) {
            return totals.getOrDefault(new Owner(kind, owner), Totals.NONE);
        }
    }
}
