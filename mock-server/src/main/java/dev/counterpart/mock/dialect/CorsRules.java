package dev.counterpart.mock.dialect;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;

/** How dialects differ when they open answers to pages of other origins. */
public interface CorsRules {

    /** The header names that scripts of the page may read: the value of {@code Access-Control-Expose-Headers}. */
    String exposed(Request request, Response response);

    /** The response with the headers that caches need. */
    Response cacheable(Request request, Response response);
}
