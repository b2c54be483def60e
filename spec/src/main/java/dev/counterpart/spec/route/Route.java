package dev.counterpart.spec.route;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of routing: an operation, a path without the method, or no path.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#path-templating-matching">OpenAPI 3.1.1, Path Templating Matching</a>
 */
public sealed interface Route {

    /** An operation, with the values of its path parameters as sent: percent-encoded. */
    record Found(Operation operation, Map<String, String> encodedValues) implements Route {
        public Found {
            encodedValues = encodedValues.size() < 2
                    ? Map.copyOf(encodedValues)
                    : Collections.unmodifiableMap(new LinkedHashMap<>(encodedValues));
        }

        /** The values of the path parameters, percent-decoded. */
        public Map<String, String> pathValues() {
            var values = new LinkedHashMap<String, String>();
            encodedValues.forEach((name, value) -> values.put(name, PercentEncoding.decoded(value)));
            return values;
        }
    }

    /** A path that declares only the {@code allowed} methods: status 405 with an Allow header (RFC 9110 §15.5.6). */
    record WrongMethod(String path, Set<Method> allowed) implements Route {
        public WrongMethod {
            allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
        }
    }

    /** No path: status 404. {@code nearest} is the most similar path of the document, for the message. */
    record Nowhere(String path, Optional<String> nearest) implements Route {}
}
