package dev.counterpart.spec.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A response as sent. It never changes: bytes are copied on the way in and out. */
public final class Response {

    private static final byte[] NO_BYTES = {};

    private final int status;
    private final Headers headers;
    private final byte[] body;

    /**
     * A response.
     *
     * @param status 100 to 999; three digits (RFC 9110 §15)
     * @param body the bytes without transfer or content coding; empty if there is none
     * @throws IllegalArgumentException if {@code status} does not have three digits
     */
    public Response(int status, Headers headers, byte[] body) {
        this(body.clone(), status, headers);
    }

    /** @param own bytes, to which no other code has access */
    private Response(byte[] own, int status, Headers headers) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status must have three digits but was " + status);
        }
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = own;
    }

    public static Response of(int status) {
        return new Response(NO_BYTES, status, Headers.none());
    }

    /** A response with a UTF-8 body of that media type. */
    public static Response of(int status, String contentType, String body) {
        return new Response(status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public Response withHeaders(Headers other) {
        return new Response(body, status, other);
    }

    /** This response with that header field set, replacing all fields of the same name. */
    public Response with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Response withBody(byte[] other) {
        return new Response(status, headers, other);
    }

    /** Whether the body is a part of a representation, or several (RFC 9110 §15.3.7). */
    public boolean isPartial() {
        return status == 206
                && (headers.has("Content-Range")
                        || contentType()
                                .filter(type -> type.essence().equals("multipart/byteranges"))
                                .isPresent());
    }

    public Optional<MediaType> contentType() {
        return headers.first("Content-Type").flatMap(MediaType::parse);
    }

    /** Three digits (RFC 9110 §15). */
    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /** A copy of the bytes without transfer or content coding. */
    public byte[] body() {
        return body.clone();
    }

    /** The same bytes, not copied and not changeable. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Whether the bodies of both are the very same bytes in memory; different bytes may still be equal. */
    public boolean sharesBytesWith(Response other) {
        return body == other.body;
    }

    /** The length of the body in bytes. */
    public int length() {
        return body.length;
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
