package dev.counterpart.spec.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A request as sent. It never changes: bytes are copied on the way in and out. */
public final class Request {

    private static final byte[] NO_BYTES = {};

    private final String method;
    private final String path;
    private final String query;
    private final boolean hasMark;
    private final Headers headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param method the method name as sent; may be unknown to OpenAPI
     * @param path percent-encoded, with a leading slash, without the query
     * @param query percent-encoded, without the question mark; empty if there is none
     * @param body the bytes without transfer coding; empty if there is none
     * @throws IllegalArgumentException if {@code path} does not start with a slash
     */
    public Request(String method, String path, String query, Headers headers, byte[] body) {
        this(body.clone(), method, path, query, !query.isEmpty(), headers);
    }

    /** @param own bytes, to which no other code has access */
    private Request(byte[] own, String method, String path, String query, boolean hasMark, Headers headers) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with / but was \"" + path + "\"");
        }
        this.method = method;
        this.path = path;
        this.query = query;
        this.hasMark = hasMark;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = own;
    }

    /** A request without headers and body; {@code target} may have a query. */
    public static Request of(Method method, String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(method.name(), path, query, Headers.none(), NO_BYTES);
    }

    public Request withMethod(Method other) {
        return new Request(body, other.name(), path, query, hasMark, headers);
    }

    public Request withPath(String other) {
        return new Request(body, method, other, query, hasMark, headers);
    }

    public Request withQuery(String other) {
        return new Request(body, method, path, other, !other.isEmpty(), headers);
    }

    /** This request with a question mark after its path, also if nothing follows it. */
    public Request withMark() {
        return new Request(body, method, path, query, true, headers);
    }

    /** This request with one more pair in its query. */
    public Request andQuery(String pair) {
        return withQuery(query.isEmpty() ? pair : query + "&" + pair);
    }

    /** This request with one more pair in its cookies. */
    public Request andCookie(String pair) {
        return with(
                "Cookie",
                headers.first("Cookie").map(others -> others + "; " + pair).orElse(pair));
    }

    public Request withHeaders(Headers other) {
        return new Request(body, method, path, query, hasMark, other);
    }

    /** This request with that header field set, replacing all fields of the same name. */
    public Request with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Request withBody(byte[] other) {
        return new Request(other.clone(), method, path, query, hasMark, headers);
    }

    public Request withBody(String text) {
        return withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Path and query as on the request line (RFC 9112 §3.2.1). */
    public String target() {
        return hasMark ? path + "?" + query : path;
    }

    public Optional<Method> knownMethod() {
        return Method.named(method);
    }

    public Optional<MediaType> contentType() {
        return headers.first("Content-Type").flatMap(MediaType::parse);
    }

    /** The method name as sent. */
    public String method() {
        return method;
    }

    /** Percent-encoded, with a leading slash, without the query. */
    public String path() {
        return path;
    }

    /** Percent-encoded, without the question mark; empty if there is none. */
    public String query() {
        return query;
    }

    public Headers headers() {
        return headers;
    }

    /** A copy of the bytes without transfer coding. */
    public byte[] body() {
        return body.clone();
    }

    /** The length of the body in bytes. */
    public int length() {
        return body.length;
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Request that
                && method.equals(that.method)
                && path.equals(that.path)
                && query.equals(that.query)
                && hasMark == that.hasMark
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, path, query, headers, Arrays.hashCode(body));
    }

    /** Without header values, which may contain credentials. */
    @Override
    public String toString() {
        return method + " " + target() + " (" + body.length + " bytes)";
    }
}
