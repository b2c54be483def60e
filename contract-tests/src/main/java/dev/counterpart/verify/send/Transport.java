package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;

/** Sends requests to one target, exactly as they are. Threads may share it. */
public interface Transport extends AutoCloseable {

    /** The request's path is below the target's URL. Redirects are not followed. */
    Observation send(Request request);

    @Override
    default void close() {}
}
