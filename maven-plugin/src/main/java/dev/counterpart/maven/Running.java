package dev.counterpart.maven;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;

/** What the goals of one project share: what runs until {@code stop}, and whether the gate has passed. */
final class Running {

    private static final String RUNNING = "counterpart.running";
    private static final String FAILURE = "counterpart.failure";

    private final Map<Object, Object> context;

    /** What the goals share in the project of this one. */
    @SuppressWarnings("unchecked") // Maven declares a map without types
    static Running of(AbstractMojo goal) {
        return new Running(goal.getPluginContext());
    }

    /** {@code context} is that of the plugin in one project. */
    Running(Map<Object, Object> context) {
        this.context = context;
    }

    void add(Runnable stop) {
        stops().push(stop);
    }

    /** Stops everything, the last first. */
    void stop() {
        var stops = stops();
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }

    @SuppressWarnings("unchecked")
    private Deque<Runnable> stops() {
        return (Deque<Runnable>) context.computeIfAbsent(RUNNING, key -> new ArrayDeque<Runnable>());
    }

    /** Remembers a failure until {@code verify}, so that {@code stop} runs before the build fails. */
    void fail(String message) {
        context.put(FAILURE, message);
    }

    /** The failure; empty if there was none. */
    String failure() {
        return (String) context.getOrDefault(FAILURE, "");
    }
}
