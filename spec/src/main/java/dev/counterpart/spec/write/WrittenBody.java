package dev.counterpart.spec.write;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;

/**
 * A body as it is sent.
 *
 * @param contentType the value of Content-Type; for {@code multipart/form-data} it names the boundary
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WrittenBody(String contentType, byte[] bytes) {

    /** The request with this body and its media type. */
    public Request in(Request request) {
        return request.with("Content-Type", contentType).withBody(bytes);
    }

    /** The response with this body and its media type. */
    public Response in(Response response) {
        return response.with("Content-Type", contentType).withBody(bytes);
    }
}
