package dev.counterpart.mock.admin;

import dev.counterpart.mock.coverage.Coverage;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON API of a running server below {@code /__counterpart}. It does not answer pages of other origins: its answers have no
 * CORS headers, and a public host name that resolves to this machine (DNS rebinding) is refused.
 *
 * <p>Thread-safe.
 */
public final class AdminApi {

    /** The prefix of its paths. */
    static final String ROOT = "/__counterpart";

    private static final String COVERAGE = ROOT + "/coverage";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** An address, or a name that cannot be in public DNS. */
    private static final Pattern OF_THIS_NETWORK =
            Pattern.compile("\\[[0-9a-f:.]+]|\\d{1,3}(\\.\\d{1,3}){3}|[a-z0-9_-]+|([a-z0-9_-]+\\.)+localhost");

    /** How long the API waits until finished exchanges are counted. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Coverage coverage;
    private final Exchanges exchanges;
    private final String host;

    /** @param host that the server binds; allowed in {@code Host} */
    public AdminApi(Coverage coverage, Exchanges exchanges, String host) {
        this.coverage = coverage;
        this.exchanges = exchanges;
        this.host = host.toLowerCase(Locale.ROOT);
    }

    /** Whether a path is of this API. */
    public static boolean covers(String path) {
        return path.startsWith(ROOT) && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
    }

    public Response answer(Request request) {
        return own(request).with("Cache-Control", "no-store");
    }

    private Response own(Request request) {
        if (isForeign(request)) {
            return problem(
                    403,
                    "Forbidden",
                    "The admin API answers requests from this machine or network only, not from pages of other origins.");
        }
        if (!request.path().equals(COVERAGE)) {
            return problem(404, "Not Found", "The admin API has no such path; it has " + COVERAGE + ".");
        }
        if (!READING.contains(request.method())) {
            return problem(405, "Method Not Allowed", "Coverage can only be read.")
                    .with("Allow", "GET, HEAD");
        }
        exchanges.settle(PATIENCE);
        return Response.of(200, "application/json", Json.pretty(coverage.json()) + "\n");
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
