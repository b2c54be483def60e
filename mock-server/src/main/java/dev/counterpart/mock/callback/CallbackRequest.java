package dev.counterpart.mock.callback;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import java.net.URI;

/**
 * A request that the document declares after an answer.
 *
 * @param name in the document
 * @param url of the receiver, from the request that was answered
 * @param request method, headers and body; its path and query are those of the URL
 * @param operation in the document, used for its responses only
 */
public record CallbackRequest(String name, URI url, Request request, Operation operation) {}
