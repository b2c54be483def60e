package dev.counterpart.mock.admin;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON API of a running server below {@code /__counterpart}. It does not answer pages of other origins: what it says is never
 * opened to them, and a name that somebody made lead to this machine (DNS rebinding) is refused.
 *
 * <p>Threads may share it.
 */
public final class AdminApi {

    /** What its paths begin with. */
    static final String ROOT = "/__counterpart";

    private static final String COVERAGE = ROOT + "/coverage";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** An address, or a name that no public domain can have. */
    private static final Pattern OF_THIS_NETWORK =
            Pattern.compile("\\[[0-9a-f:.]+]|\\d{1,3}(\\.\\d{1,3}){3}|[a-z0-9_-]+|([a-z0-9_-]+\\.)+localhost");

    private final Coverage coverage;
    private final String host;

    /** @param host that the server was told to bind: a name that may be in {@code Host} */
    public AdminApi(Coverage coverage, String host) {
        this.coverage = coverage;
        this.host = host.toLowerCase(Locale.ROOT);
    }

    /** The answer, if the request is for this API. */
    public Optional<Response> answer(Request request) {
        String path = request.path();
        return path.equals(ROOT) || path.startsWith(ROOT + "/")
                ? Optional.of(own(request).with("Cache-Control", "no-store"))
                : Optional.empty();
    }

    private Response own(Request request) {
        if (isForeign(request)) {
            return problem(
                    403,
                    "Forbidden",
                    "The admin API answers requests of this machine or network only, not of pages of other origins.");
        }
        if (!request.path().equals(COVERAGE)) {
            return problem(404, "Not Found", "The admin API has no such path; it has " + COVERAGE + ".");
        }
        return READING.contains(request.method())
                ? Response.of(200, "application/json", Json.pretty(coverage.json()) + "\n")
                : problem(405, "Method Not Allowed", "It can only be read.").with("Allow", "GET, HEAD");
    }

    private boolean isForeign(Request request) {
        String authority = request.headers().first("Host").orElse("").strip().toLowerCase(Locale.ROOT);
        String name = authority.replaceAll(":\\d*$", "");
        boolean isKnown = name.equals(host) || OF_THIS_NETWORK.matcher(name).matches();
        boolean isOfAPage = request.headers()
                .first("Origin")
                .filter(origin -> !origin.replaceAll("^https?://", "").equalsIgnoreCase(authority))
                .isPresent();
        boolean isCrossSite = request.headers()
                .first("Sec-Fetch-Site")
                .filter("cross-site"::equals)
                .isPresent();
        return !isKnown || isOfAPage || isCrossSite;
    }

    private static Response problem(int status, String title, String detail) {
        return Problem.of("about:blank", title, status, detail).response();
    }
}
