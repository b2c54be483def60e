package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import java.util.Locale;
import java.util.Optional;

/**
 * A way for clients to authenticate.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object">OpenAPI 3.1.1, Security Scheme Object</a>
 */
public sealed interface SecurityScheme {

    /** Its key under {@code components/securitySchemes}. */
    String name();

    Place place();

    /** A key in a header, a query parameter or a cookie. */
    record ApiKey(String name, Parameter.In in, String parameter, Place place) implements SecurityScheme {}

    /**
     * An HTTP authentication scheme, sent in {@code Authorization}.
     *
     * @param scheme in lower case, for example {@code bearer}
     * @param bearerFormat a hint, for example {@code JWT}; may be empty
     */
    record HttpAuth(String name, String scheme, String bearerFormat, Place place) implements SecurityScheme {
        public HttpAuth {
            scheme = scheme.toLowerCase(Locale.ROOT);
        }
    }

    /** OAuth 2.0: a bearer token (RFC 6750). */
    record OAuth2(String name, Place place) implements SecurityScheme {}

    /** OpenID Connect: a bearer token. */
    record OpenIdConnect(String name, Place place) implements SecurityScheme {}

    /** A client certificate, which is not visible in messages. */
    record MutualTls(String name, Place place) implements SecurityScheme {}

    /**
     * The challenge for an API key. A response 401 must have a challenge (RFC 9110 §15.5.2), no scheme is registered for API keys, and servers
     * that send one name it so.
     */
    String API_KEY_CHALLENGE = "ApiKey";

    /** The name of the scheme in {@code Authorization} and {@code WWW-Authenticate}; empty if it does not use them. */
    default Optional<String> authScheme() {
        if (isBearer()) {
            return Optional.of("Bearer");
        }
        return this instanceof HttpAuth http && !http.scheme().isEmpty()
                ? Optional.of(spelled(http.scheme()))
                : Optional.empty();
    }

    /** The name as the registry of schemes spells it; names are case-insensitive (RFC 9110 §11.1). */
    private static String spelled(String scheme) {
        return switch (scheme) {
            case "dpop" -> "DPoP";
            case "gnap", "hoba", "scram-sha-1", "scram-sha-256" -> scheme.toUpperCase(Locale.ROOT);
            case "privatetoken" -> "PrivateToken";
            case "vapid" -> scheme;
            default -> scheme.substring(0, 1).toUpperCase(Locale.ROOT) + scheme.substring(1);
        };
    }

    /** Whether the credentials are a token after {@code Bearer} in {@code Authorization}. */
    default boolean isBearer() {
        return this instanceof OAuth2
                || this instanceof OpenIdConnect
                || (this instanceof HttpAuth http && http.scheme().equals("bearer"));
    }

    /** Whether the credentials are a user, a colon and a password (RFC 7617 §2). */
    default boolean isBasic() {
        return this instanceof HttpAuth http && http.scheme().equals("basic");
    }
}
