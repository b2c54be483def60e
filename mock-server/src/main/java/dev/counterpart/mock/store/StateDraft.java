package dev.counterpart.mock.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change that is not kept yet, over the entries that it begins with.
 *
 * <p>Not thread-safe.
 */
public final class StateDraft implements StateChange {

    private final StateView base;
    private final Function<StateKey, @Nullable StateEntry> entries;
    private final Map<StateKey, Optional<StateEntry>> changed = new LinkedHashMap<>();

    /** The difference to the totals at the beginning; only kind and owner of the keys are set. */
    private final Map<StateKey, Totals> added = new HashMap<>();

    private long last;

    StateDraft(StateView base, Function<StateKey, @Nullable StateEntry> entries, long last) {
        this.base = base;
        this.entries = entries;
        this.last = last;
    }

    /** The changed entries, in the order of the changes; an empty value is a removed entry. */
    public Map<StateKey, Optional<StateEntry>> changed() {
        return changed;
    }

    private Optional<StateEntry> entry(StateKey key) {
        var own = changed.get(key);
        return own == null ? Optional.ofNullable(entries.apply(key)) : own;
    }

    @Override
    public void put(StateKey key, JsonNode value) {
        var old = entry(key);
        if (old.isEmpty()) {
            changed.remove(key); // its place is that of the new position
        }
        long position = old.map(StateEntry::position).orElseGet(() -> ++last);
        var now = StateEntry.of(key, value, position);
        count(key, old.isEmpty() ? 1 : 0, now.characters() - (long) characters(old));
        changed.put(key, Optional.of(now));
    }

    @Override
    public boolean remove(StateKey key) {
        var old = entry(key);
        if (old.isPresent()) {
            count(key, -1, -characters(old));
            changed.put(key, Optional.empty());
        }
        return old.isPresent();
    }

    private void count(StateKey key, int more, long moreCharacters) {
        var owner = new StateKey(key.kind(), key.owner(), "", "");
        added.put(owner, added.getOrDefault(owner, Totals.NONE).plus(more, moreCharacters));
    }

    private static int characters(Optional<StateEntry> entry) {
        return entry.map(StateEntry::characters).orElse(0);
    }

    @Override
    public Optional<JsonNode> find(StateKey key) {
        return entry(key).map(StateEntry::value);
    }

    @Override
    public Map<String, JsonNode> all(StateKind kind, String owner, String group) {
        var all = base.all(kind, owner, group);
        changed.forEach((key, entry) -> {
            if (key.equals(new StateKey(kind, owner, group, key.id()))) {
                var kept = entries.apply(key);
                if (kept == null
                        || entry.filter(now -> now.position() == kept.position())
                                .isEmpty()) {
                    all.remove(key.id());
                }
                entry.ifPresent(now -> all.put(key.id(), now.value()));
            }
        });
        return all;
    }

    @Override
    public Set<String> groups(StateKind kind, String owner) {
        var groups = new TreeSet<>(base.groups(kind, owner));
        changed.keySet().stream()
                .filter(key -> key.kind() == kind && key.owner().equals(owner))
                .map(StateKey::group)
                .distinct()
                .forEach(group -> {
                    if (all(kind, owner, group).isEmpty()) {
                        groups.remove(group);
                    } else {
                        groups.add(group);
                    }
                });
        return groups;
    }

    @Override
    public Totals totals(StateKind kind, String owner) {
        var more = added.getOrDefault(new StateKey(kind, owner, "", ""), Totals.NONE);
        return base.totals(kind, owner).plus(more.count(), more.characters());
    }
}
