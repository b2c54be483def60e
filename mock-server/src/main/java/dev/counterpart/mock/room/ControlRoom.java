package dev.counterpart.mock.room;

import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Preconditions;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page at {@code /__counterpart/} and its assets. They contain nothing about the mock, so every client gets them; what the page shows
 * and does is subject to the access rules of the admin API.
 *
 * <p>Thread-safe.
 */
public final class ControlRoom {

    /** The path of the page. */
    public static final String PAGE = AdminApi.ROOT + "/";

    private static final String INDEX = "room/index.html";
    private static final String REFERENCE = "room/reference.html";
    private static final String TOKENS = "room/tokens.css";

    /** The pages, by path below {@link #PAGE}. */
    private static final Map<String, String> PAGES = Map.of("", INDEX, "reference/", REFERENCE);

    /** The assets, below {@link #PAGE}: files of this module, and those of libraries, which the build puts beside them. */
    private static final Pattern ASSET = Pattern.compile("room/(lib/)?[a-z0-9_-]+\\.(css|js|svg|html)");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Nothing is loaded from elsewhere, no script or style is part of the page itself, and no other page may show this one in a frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Headers HEADERS = Headers.of(
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    /** Swagger UI draws icons from its style sheet. */
    private static final Headers REFERENCE_HEADERS = policy(POLICY.replace("img-src 'self'", "img-src 'self' data:"));

    private static final Pattern IMPORTS = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, Response> kept = new ConcurrentHashMap<>();

    /** The page, one of its assets, or the redirect to the page; empty if the path is of the admin API. */
    public Optional<Response> answer(Request request) {
        if (request.path().equals(AdminApi.ROOT)) {
            return Optional.of(isRead(request) ? Response.of(308).with("Location", PAGE) : wrongMethod());
        }
        return name(request.path())
                .map(name -> isRead(request)
                        ? unlessKnown(kept.computeIfAbsent(name, ControlRoom::asset), request)
                        : wrongMethod());
    }

    private static Optional<String> name(String path) {
        if (!path.startsWith(PAGE)) {
            return Optional.empty();
        }
        String rest = path.substring(PAGE.length());
        return Optional.ofNullable(PAGES.get(rest))
                .or(() -> Optional.of(rest)
                        .filter(name -> ASSET.matcher(name).matches()
                                && ControlRoom.class.getResource(resource(name)) != null));
    }

    private static boolean isRead(Request request) {
        return request.method().equals(Method.GET.name()) || request.method().equals(Method.HEAD.name());
    }

    private static Response wrongMethod() {
        return Problem.plain(405, "The control room can be read only.")
                .response()
                .with("Allow", "GET, HEAD");
    }

    /** 304 if the client has this version (RFC 9110 §13.1.2). */
    private static Response unlessKnown(Response asset, Request request) {
        var current = Preconditions.Validators.of(asset.headers());
        boolean isKnown = Preconditions.of(request, current) == Preconditions.Result.NOT_MODIFIED;
        return isKnown ? Response.of(304).withHeaders(asset.headers().without("Content-Type")) : asset;
    }

    /** The colours and fonts are shared with the report of the gate. */
    private static String resource(String asset) {
        return asset.equals(TOKENS) ? "/dev/counterpart/spec/tokens.css" : "/" + asset;
    }

    private static Response asset(String name) {
        try (var stream = ControlRoom.class.getResourceAsStream(resource(name))) {
            var bytes = Objects.requireNonNull(stream, name).readAllBytes();
            String type = Objects.requireNonNull(MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
            var headers =
                    name.equals(REFERENCE) ? REFERENCE_HEADERS : name.equals(INDEX) ? withImports(bytes) : HEADERS;
            return new Response(200, headers, bytes).with("Content-Type", type).with("ETag", tag(bytes));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** Browsers read an import map only from the page itself, so the policy names its hash (CSP 3 §2.3.1). */
    private static Headers withImports(byte[] page) {
        var map = IMPORTS.matcher(new String(page, StandardCharsets.UTF_8));
        if (!map.find()) {
            throw new IllegalStateException("the page has no import map");
        }
        return policy(POLICY.replace("script-src 'self'", "script-src 'self' '" + Sha256.source(map.group(1)) + "'"));
    }

    private static Headers policy(String policy) {
        return HEADERS.without("Content-Security-Policy").and("Content-Security-Policy", policy);
    }

    private static String tag(byte[] bytes) {
        return "\"" + Sha256.hex(bytes).substring(0, 24) + "\"";
    }
}
