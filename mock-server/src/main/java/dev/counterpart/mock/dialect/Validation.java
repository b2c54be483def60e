package dev.counterpart.mock.dialect;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Violation;
import java.util.List;

/** How a dialect validates credentials, requests and responses. */
public interface Validation {

    /** Whether the request's credentials satisfy the operation. */
    Access access(Operation operation, Request request, Auth auth);

    /** The violations of a request, in the order in which they are reported. */
    List<Violation> ofRequest(Route.Found route, Request request);

    /** The violations of a response to {@code method}, in the order in which they are reported. */
    List<Violation> ofResponse(Operation operation, Method method, Response response);

    /** Whether the proxy forwards the body of a GET or HEAD, which has a meaning only if both sides agree on one (RFC 9110 §9.3.1). */
    boolean forwardsBodyOfGet(Operation operation);
}
