package dev.counterpart.verify.check;

import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.ArrayDeque;
import java.util.Set;

/**
 * Permanent redirects to the same path without dot segments, double slashes and a slash at its end, as many routers answer before
 * an application sees the request. What the target answers is tested by the cases for that path.
 */
final class CleanedPath {

    private static final Set<Integer> PERMANENT = Set.of(301, 308);

    private CleanedPath() {}

    static boolean isRedirect(Request request, Response response) {
        return PERMANENT.contains(response.status())
                && response.headers()
                        .first("Location")
                        .map(CleanedPath::path)
                        .filter(location -> !location.equals(request.path()) && location.equals(cleaned(location)))
                        .filter(location -> isSame(location, request.path())
                                || isSame(location, PercentEncoding.decoded(request.path())))
                        .isPresent();
    }

    /** The target's path may have a prefix that the requests of cases do not have. */
    private static boolean isSame(String location, String path) {
        String clean = cleaned(path);
        return !clean.equals("/") && (location.equals(clean) || location.endsWith(clean));
    }

    private static String path(String location) {
        String rest = location.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "");
        return rest.replaceFirst("[?#].*$", "");
    }

    private static String cleaned(String path) {
        var segments = new ArrayDeque<String>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
