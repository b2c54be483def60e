package dev.counterpart.mock.engine;

import dev.counterpart.spec.http.Request;
import java.util.Optional;

/** What answers requests. */
public interface Service {

    /** The greatest body that is held in memory, in bytes; the same as Prism's. */
    int MOST_HELD = 10 * 1024 * 1024;

    /**
     * The answer to a request.
     *
     * @param rest of its body, where that is larger than {@link #MOST_HELD}
     */
    Answer answer(Request request, Optional<Rest> rest);
}
