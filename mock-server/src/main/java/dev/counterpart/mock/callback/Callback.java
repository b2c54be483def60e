package dev.counterpart.mock.callback;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import java.net.URI;

/**
 * A request that the document wants sent after an answer.
 *
 * @param name as the document calls it
 * @param url where to, as the request that was answered says
 * @param request method, headers and body; its path and query are those of the URL
 * @param operation what the document says of it, of which only the responses are read
 */
public record Callback(String name, URI url, Request request, Operation operation) {}
