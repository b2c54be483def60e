package dev.counterpart.spec.decode;

import dev.counterpart.spec.Json;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The readable parts of JSON Web Tokens in compact form (RFC 7519 §3). Signatures are not checked. */
public final class JsonWebToken {

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private JsonWebToken() {}

    /** The JOSE header of a token; empty if it is not a JWT. */
    public static Optional<ObjectNode> header(String token) {
        return part(token, 0);
    }

    /** The claims of a token; empty if it is not a JWT. */
    public static Optional<ObjectNode> claims(String token) {
        return part(token, 1);
    }

    private static Optional<ObjectNode> part(String token, int index) {
        if (token.indexOf('.') < 0 || !COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            var json = Json.parse(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
            return json instanceof Json.Parsed.Value value && value.node() instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
