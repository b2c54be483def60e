package dev.counterpart.mock.admin;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may use the admin API: clients on this machine, and clients with the admin token. Pages of other origins may not, nor may pages
 * whose public host name resolves to this machine (DNS rebinding).
 */
final class AdminAccess {

    /** An address, or a name that cannot be in public DNS. */
    private static final Pattern OF_THIS_NETWORK =
            Pattern.compile("\\[[0-9a-f:.]+]|\\d{1,3}(\\.\\d{1,3}){3}|[a-z0-9_-]+|([a-z0-9_-]+\\.)+localhost");

    /** The result for one request. */
    sealed interface Decision {

        /** @param isTrusted whether the client has the token, so that secrets are shown */
        record Allowed(boolean isTrusted) implements Decision {}

        record Refused(Response response) implements Decision {}
    }

    private final String host;
    private final Optional<String> token;

    /** @param host that the server binds; allowed in {@code Host} */
    AdminAccess(String host, Optional<String> token) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.token = token;
    }

    Decision of(Request request, Optional<InetAddress> client) {
        var sent = bearer(request);
        boolean isTrusted = token.isPresent() && sent.filter(this::isToken).isPresent();
        if (isOfAForeignPage(request) || (!isTrusted && !isKnownHost(request))) {
            return forbidden(
                    "The admin API answers requests from this machine only, or with the admin token, and never pages of other origins.");
        }
        if (!isTrusted && sent.isPresent() && token.isPresent()) {
            return unauthorized("The bearer token is not the admin token.");
        }
        if (isTrusted || isFromThisMachine(request, client)) {
            return new Decision.Allowed(isTrusted);
        }
        return token.isPresent()
                ? unauthorized("From another machine, the admin API needs the admin token as a bearer token.")
                : forbidden(
                        "From another machine, the admin API needs a token. Start the mock with --admin-token TOKEN, and send it as a bearer token.");
    }

    private static Optional<String> bearer(Request request) {
        return Authorization.of(request).filter(sent -> sent.isOf("Bearer")).map(Authorization::credentials);
    }

    private static Decision forbidden(String detail) {
        return new Decision.Refused(Problem.plain(403, detail).response());
    }

    /** A proxy on this machine forwards requests of others. */
    private static boolean isFromThisMachine(Request request, Optional<InetAddress> client) {
        boolean isForwarded =
                request.headers().has("Forwarded") || request.headers().has("X-Forwarded-For");
        return !isForwarded && client.filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** In constant time, so that the token cannot be guessed by its beginning. */
    private boolean isToken(String sent) {
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), token.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isKnownHost(Request request) {
        String name = authority(request).replaceAll(":\\d*$", "");
        return name.equals(host) || OF_THIS_NETWORK.matcher(name).matches();
    }

    private static boolean isOfAForeignPage(Request request) {
        boolean isOfAnotherOrigin = request.headers()
                .first("Origin")
                .filter(origin -> !origin.replaceAll("^https?://", "").equalsIgnoreCase(authority(request)))
                .isPresent();
        boolean isCrossSite = request.headers()
                .first("Sec-Fetch-Site")
                .filter("cross-site"::equals)
                .isPresent();
        return isOfAnotherOrigin || isCrossSite;
    }

    private static String authority(Request request) {
        return request.headers().first("Host").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static Decision unauthorized(String detail) {
        return new Decision.Refused(
                Problem.plain(401, detail).response().with("WWW-Authenticate", "Bearer realm=\"counterpart\""));
    }
}
