package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;

/** Sends requests to one target, unchanged. Thread-safe. */
public interface Transport extends AutoCloseable {

    /** The request's path is relative to the target's URL. Redirects are not followed. */
    Observation send(Request request);

    @Override
    default void close() {}
}
