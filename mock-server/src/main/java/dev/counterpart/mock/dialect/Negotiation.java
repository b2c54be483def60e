package dev.counterpart.mock.dialect;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;

/** Which of the declared media types a response has. */
public interface Negotiation {

    /** What the declared response offers to the client. */
    Offer offer(Operation operation, int status, DeclaredResponse declared, Request request);

    /** Whether the usual response answers where the one that the client prefers cannot be made. */
    boolean fallsBackToTheUsual();

    /** Whether the client may ask for the statuses of gateways that are not documented. */
    boolean answersOutsideTheContract();
}
