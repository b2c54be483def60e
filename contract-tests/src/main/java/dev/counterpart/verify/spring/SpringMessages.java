package dev.counterpart.verify.spring;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import java.net.URI;
import org.springframework.http.HttpHeaders;

/** Messages of Spring as ours. */
final class SpringMessages {

    private SpringMessages() {}

    /** A request without its body. */
    static Request request(String method, URI url, HttpHeaders headers) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new Request(
                method, path, url.getRawQuery() == null ? "" : url.getRawQuery(), headers(headers), new byte[0]);
    }

    static String base(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** By {@code forEach}, since Spring 7 changed the supertype of its headers. */
    static Headers headers(HttpHeaders from) {
        var headers = new Headers[] {Headers.none()};
        from.forEach((name, values) ->
                values.forEach(value -> headers[0] = headers[0].and(name, value == null ? "" : value)));
        return headers[0];
    }
}
