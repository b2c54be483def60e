package dev.counterpart.mock.access;

import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the credentials of one security scheme: whether they are present, well formed and, if tokens are checked, valid.
 *
 * <p>Thread-safe.
 */
public final class SchemeCheck {

    private static final Set<String> DIGEST_FIELDS = Set.of("username", "realm", "nonce", "uri", "response");

    private final InstantSource clock;

    /** @param clock decides whether tokens are expired */
    public SchemeCheck(InstantSource clock) {
        this.clock = clock;
    }

    /** Why the request does not satisfy the scheme; empty if it does. */
    public Optional<Reason> failure(SecurityScheme scheme, Request request, Auth auth) {
        if (scheme instanceof SecurityScheme.ApiKey key) {
            return apiKey(key, request);
        }
        if (scheme instanceof SecurityScheme.MutualTls) {
            return Optional.empty();
        }
        var sent = Authorization.of(request);
        if (sent.isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        String wanted = scheme instanceof SecurityScheme.HttpAuth http ? http.scheme() : "bearer";
        return sent.get().isOf(wanted)
                ? failure(wanted, sent.get().credentials(), auth)
                : Optional.of(Reason.WRONG_SCHEME);
    }

    private Optional<Reason> failure(String scheme, String value, Auth auth) {
        if (value.isEmpty()) {
            return Optional.of(Reason.EMPTY);
        }
        return switch (scheme) {
            case "bearer" -> bearer(value, auth);
            case "basic" -> isBasic(value) ? Optional.empty() : Optional.of(Reason.MALFORMED);
            case "digest" -> isDigest(value) ? Optional.empty() : Optional.of(Reason.MALFORMED);
            default -> Optional.empty();
        };
    }

    private Optional<Reason> bearer(String token, Auth auth) {
        if (auth != Auth.JWT) {
            return Optional.empty();
        }
        return Jwt.check(token, clock.instant()) instanceof Jwt.Checked.Bad bad
                ? Optional.of(bad.reason())
                : Optional.empty();
    }

    private static Optional<Reason> apiKey(SecurityScheme.ApiKey key, Request request) {
        var sent = key.in() == Parameter.In.HEADER
                ? request.headers().first(key.parameter())
                : pairs(key, request).decodedValues(key.parameter()).stream().findFirst();
        if (sent.isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        return sent.get().isBlank() ? Optional.of(Reason.EMPTY) : Optional.empty();
    }

    private static Pairs pairs(SecurityScheme.ApiKey key, Request request) {
        return key.in() == Parameter.In.COOKIE ? Pairs.ofCookies(request.headers()) : Pairs.ofQuery(request.query());
    }

    /** {@code user:password} in Base64 (RFC 7617 §2). */
    private static boolean isBasic(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).contains(":");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isDigest(String value) {
        return DIGEST_FIELDS.stream().allMatch(field -> value.contains(field + "="));
    }

    /** The claims of the bearer token, if it is a JWT; otherwise empty. */
    public static ObjectNode claims(Request request) {
        return Authorization.of(request)
                .filter(sent -> sent.isOf("bearer"))
                .flatMap(sent -> JsonWebToken.claims(sent.credentials()))
                .orElseGet(SchemeCheck::noClaims);
    }

    public static ObjectNode noClaims() {
        return JsonNodeFactory.instance.objectNode();
    }
}
