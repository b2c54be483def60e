package dev.counterpart.mock.admin;

import dev.counterpart.mock.settings.AgentRights;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.function.Function;

/**
 * The endpoint for coding agents at {@code /__counterpart/mcp}. It may be missing: the runnable jar has one, found by
 * {@link java.util.ServiceLoader}; the libraries have none, so that tests of users carry no protocol that they do not use.
 *
 * <p>Implementations are thread-safe.
 */
public interface AgentDoor {

    /**
     * The answer to a request that the access rules of the admin API allow.
     *
     * @param admin answers requests to the admin API with the same rights
     * @param rights what the agent may do
     */
    Response answer(Request request, Function<Request, Response> admin, AgentRights rights);
}
