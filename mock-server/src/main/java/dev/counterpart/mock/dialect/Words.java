package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.route.Route;

/** The sentences of problem documents in which dialects differ. */
public interface Words {

    /** No path matches. */
    String noPath(Route.Nowhere nowhere);

    /** Credentials are missing or not acceptable, and 401 is not documented. */
    String unauthorised(Operation operation);

    /** The request is invalid, and no 4xx for that is documented. */
    String invalid(Operation operation);

    /** The operation declares no response. */
    String noResponse(Operation operation);

    /** The request is invalid, and the proxy does not forward it. */
    String notForwarded();

    /** A GET or HEAD has a body, and the proxy does not forward it. */
    String bodyOfGet();

    /** The answer is invalid, and is replaced by a 500. */
    String invalidAnswer();

    /** Whether problem documents have additional members: rules, places, and what exists instead. */
    boolean areExplicit();
}
