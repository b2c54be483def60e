package dev.counterpart.mock.server;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.net.InetAddress;
import java.util.Optional;

/** What Javalin serves beside the mock. */
public interface WebApplication {

    /** Whether a path, percent-encoded, is its own. */
    boolean covers(String path);

    /**
     * The answer to a request; may wait.
     *
     * @param client the address that it came from; empty if it is unknown
     */
    Response answer(Request request, Optional<InetAddress> client);

    /** The stream that answers a request; empty if {@link #answer} does. */
    Optional<Stream> stream(Request request, Optional<InetAddress> client);

    /** Parts of an answer that are sent as they come, until the client goes. */
    interface Stream {

        /** The next part; waits for it. */
        String next() throws InterruptedException;
    }
}
