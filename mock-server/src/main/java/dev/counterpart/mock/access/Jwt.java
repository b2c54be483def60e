package dev.counterpart.mock.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.counterpart.spec.decode.JsonWebToken;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Web Tokens (RFC 7519) of the mock: signed with HS256 and a public key, since they protect nothing. */
public final class Jwt {

    /** The key of every mock. It protects nothing. */
    private static final byte[] KEY =
            "counterpart-mock-key-known-to-everyone-protects-nothing".getBytes(StandardCharsets.UTF_8);

    private Jwt() {}

    /** The result of reading a token. */
    sealed interface Checked {
        record Good(ObjectNode claims) implements Checked {}

        record Bad(Reason reason) implements Checked {}
    }

    /** A token with those claims, issued at {@code now}. */
    public static String token(Map<String, Object> claims, Instant now, Instant expires) {
        var set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issueTime(java.util.Date.from(now)).expirationTime(java.util.Date.from(expires));
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set.build());
        try {
            jwt.sign(new MACSigner(KEY));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 needs a key of 256 bits, and ours is longer", impossible);
        }
        return jwt.serialize();
    }

    /** Whether the mock signed that token, and whether {@code now} is within its lifetime. */
    static Checked check(String token, Instant now) {
        try {
            var jwt = SignedJWT.parse(token);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !jwt.verify(new MACVerifier(KEY))) {
                return new Checked.Bad(Reason.WRONG_SIGNATURE);
            }
            return untimely(jwt.getJWTClaimsSet(), now)
                    .<Checked>map(Checked.Bad::new)
                    .orElseGet(() -> new Checked.Good(
                            JsonWebToken.claims(token).orElseGet(JsonNodeFactory.instance::objectNode)));
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return new Checked.Bad(Reason.MALFORMED);
        }
    }

    private static Optional<Reason> untimely(JWTClaimsSet claims, Instant now) {
        var expires = claims.getExpirationTime();
        if (expires != null && !now.isBefore(expires.toInstant())) {
            return Optional.of(Reason.EXPIRED);
        }
        var begins = claims.getNotBeforeTime();
        return begins != null && now.isBefore(begins.toInstant())
                ? Optional.of(Reason.NOT_YET_VALID)
                : Optional.empty();
    }
}
