package dev.counterpart.spec.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as sent.
 *
 * @param method the method name as sent; may be unknown to OpenAPI
 * @param path percent-encoded, with a leading slash, without the query
 * @param query percent-encoded, without the question mark; empty if there is none
 * @param body the bytes without transfer coding; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Request(String method, String path, String query, Headers headers, byte[] body) {

    public Request {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with / but was \"" + path + "\"");
        }
        Objects.requireNonNull(headers, "headers");
        body = body.clone();
    }

    /** A request without headers and body; {@code target} may have a query. */
    public static Request of(Method method, String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new Request(method.name(), target, "", Headers.none(), new byte[0])
                : new Request(
                        method.name(),
                        target.substring(0, mark),
                        target.substring(mark + 1),
                        Headers.none(),
                        new byte[0]);
    }

    public Request withMethod(Method other) {
        return new Request(other.name(), path, query, headers, body);
    }

    public Request withPath(String other) {
        return new Request(method, other, query, headers, body);
    }

    public Request withQuery(String other) {
        return new Request(method, path, other, headers, body);
    }

    public Request withHeaders(Headers other) {
        return new Request(method, path, query, other, body);
    }

    /** This request with that header field set, replacing all fields of the same name. */
    public Request with(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Request withBody(byte[] other) {
        return new Request(method, path, query, headers, other);
    }

    public Request withBody(String text) {
        return withBody(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Path and query as on the request line (RFC 9112 §3.2.1). */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    public Optional<Method> knownMethod() {
        return Method.named(method);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Request that
                && method.equals(that.method)
                && path.equals(that.path)
                && query.equals(that.query)
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
