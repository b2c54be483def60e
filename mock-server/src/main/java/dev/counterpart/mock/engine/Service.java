package dev.counterpart.mock.engine;

import dev.counterpart.spec.http.Request;
import java.util.Optional;

/** Answers requests. */
public interface Service {

    /** The maximum size of a body in memory, in bytes; the same as Prism's. */
    int MOST_HELD = 10 * 1024 * 1024;

    /**
     * The answer to a request.
     *
     * @param rest of its body, if that is larger than {@link #MOST_HELD}
     */
    Answer answer(Request request, Optional<Rest> rest);

    /** Whether it waits for something, as a proxy does for its upstream server; it is then asked on a thread that may. */
    default boolean mayWait() {
        return false;
    }
}
