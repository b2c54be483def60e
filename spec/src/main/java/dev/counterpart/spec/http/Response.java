package dev.counterpart.spec.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A response as sent.
 *
 * @param status 100 to 999; three digits (RFC 9110 §15)
 * @param body the bytes without transfer or content coding; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Response(int status, Headers headers, byte[] body) {

    public Response {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status must have three digits but was " + status);
        }
        Objects.requireNonNull(headers, "headers");
        body = body.clone();
    }

    public static Response of(int status) {
        return new Response(status, Headers.none(), new byte[0]);
    }

    /** A response with a UTF-8 body of that media type. */
    public static Response of(int status, String contentType, String body) {
        return new Response(status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public Response withHeaders(Headers other) {
        return new Response(status, other, body);
    }

    /** This response with that header field set, replacing all fields of the same name. */
    public Response with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Response withBody(byte[] other) {
        return new Response(status, headers, other);
    }

    public Optional<MediaType> contentType() {
        return headers.first("Content-Type").flatMap(MediaType::parse);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    /** The body as UTF-8 text; bytes that are not UTF-8 become U+FFFD. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Response that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
