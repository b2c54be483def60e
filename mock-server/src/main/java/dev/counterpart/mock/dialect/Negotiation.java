package dev.counterpart.mock.dialect;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;

/** Chooses among the declared media types of a response. */
public interface Negotiation {

    /** The offer of the declared response to the client. */
    Offer offer(Operation operation, int status, DeclaredResponse declared, Request request);

    /** Whether the default response is used if the preferred one cannot be made. */
    boolean fallsBackToTheUsual();

    /** Whether conditions and ranges in requests select documented answers (RFC 9110 §13, §14). */
    boolean knowsConditions();

    /** Whether the client may request undocumented gateway statuses. */
    boolean answersOutsideTheContract();

    /** Whether 406 is the response that the operation documents for it, if there is one. */
    boolean refusesAsDocumented();
}
