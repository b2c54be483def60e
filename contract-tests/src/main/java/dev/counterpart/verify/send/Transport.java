package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.time.Duration;

/** Sends requests to one target, unchanged. Thread-safe. */
public interface Transport extends AutoCloseable {

    /** The request's path is relative to the target's URL. Redirects are not followed. */
    Observation send(Request request);

    /** The same with a timeout of up to that time; closed with this one. */
    default Transport within(Duration limit) {
        throw new UnsupportedOperationException("this transport has no other timeout");
    }

    @Override
    default void close() {}
}
