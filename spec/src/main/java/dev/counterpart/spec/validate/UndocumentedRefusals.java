package dev.counterpart.spec.validate;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import java.util.Map;

/**
 * Statuses that an operation need not document: refusals of requests that the document does not allow. A provider may have further
 * ones for a request that is malformed, has no valid credentials, or is one too many.
 *
 * <p>Thread-safe.
 */
public final class UndocumentedRefusals {

    private static final int TOO_MANY_REQUESTS = 429;

    private final RequestValidator requests;

    public UndocumentedRefusals(RequestValidator requests) {
        this.requests = requests;
    }

    /** Whether the status refuses an invalid request: any 4xx. */
    public static boolean ofInvalid(int status) {
        return status / 100 == 4;
    }

    /** Whether the status refuses a request for its credentials: 401 and 403 (RFC 9110 §15.5.2, §15.5.4), or 429 (RFC 6585 §4). */
    public static boolean ofDenied(int status) {
        return status == 401 || status == 403 || status == TOO_MANY_REQUESTS;
    }

    /**
     * Whether the operation need not document that status in answer to the request. Whether credentials are valid is not known.
     *
     * @param encodedPathValues the route's values by name, percent-encoded
     * @param request with the body as sent
     */
    public boolean allow(Operation operation, Map<String, String> encodedPathValues, Request request, int status) {
        return status == TOO_MANY_REQUESTS
                || (ofDenied(status) && operation.needsCredentials())
                || (ofInvalid(status) && isInvalid(operation, encodedPathValues, request));
    }

    private boolean isInvalid(Operation operation, Map<String, String> encodedPathValues, Request request) {
        return requests.violations(operation, encodedPathValues, request).stream()
                .anyMatch(violation -> violation.severity() == Severity.ERROR);
    }
}
