package dev.counterpart.mock.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Keeps the state until the process ends. */
final class MemoryStore implements StateStore {

    private final StateCache cache = new StateCache();
    private final ReentrantLock changing = new ReentrantLock();

    @Override
    public <T> T read(Function<StateView, T> reader) {
        return cache.read(reader);
    }

    @Override
    public <T> T change(Function<StateChange, T> change) {
        changing.lock();
        try {
            var draft = cache.draft();
            T result = cache.draft(draft, change);
            cache.apply(draft.changed());
            return result;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public long changes(StateKind kind) {
        return cache.changes(kind);
    }
}
