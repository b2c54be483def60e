package dev.counterpart.verify.request;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.Flaw;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that differ slightly from a valid one, opaque or a JWT (RFC 7519). */
public final class Tokens {

    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** Numbers and UUIDs, in which the case of letters may not matter. */
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f-]+");

    private static final String OTHER_USER = "counterpart-other-user";

    private static final String OTHER_KEY = "a-key-that-no-provider-has-counterpart";

    /** Keys of tutorials and of online JWT generators, which some providers still use. */
    private static final List<String> COMMON_KEYS = List.of("secret", "changeme", "your-256-bit-secret");

    /** The maximum that servers commonly accept in a header, and longer than most database columns. */
    private static final int VERY_LONG = 6_000;

    private static final String LAST_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** HMAC pads keys with zeros, so this key is equal to an empty one, which Java does not accept. */
    private static final String EMPTY_KEY = "\0";

    /** A token, why it is not valid, and how a shell makes it from the valid one. */
    public record Flawed(String title, Flaw flaw, String value, String expression) {}

    private final String good;
    private final String name;
    private final List<Flawed> all = new ArrayList<>();

    private Tokens(Secret good) {
        this.good = good.value();
        this.name = good.expression().substring(1);
    }

    /** Tokens made from a valid one, the most important first. */
    public static List<Flawed> flawed(Secret good) {
        return new Tokens(good).flawed();
    }

    /** Keys made from a valid one. A key is opaque, so only equality can matter. */
    public static List<Flawed> keys(Secret good) {
        var tokens = new Tokens(good);
        tokens.opaque("key changed", "key");
        if (!HEXADECIMAL.matcher(good.value()).matches()) {
            tokens.add(
                    "key in other letters",
                    Flaw.TAMPERED,
                    otherCase(good.value()),
                    "$(printf %s \"$" + tokens.name + "\" | tr A-Za-z a-zA-Z)");
        }
        tokens.all.removeIf(token -> token.value().isBlank());
        return tokens.all;
    }

    /**
     * Credentials for Basic made from valid ones. The password is opaque, so only equality can matter; an empty one must not lead to an anonymous
     * login (RFC 4513 §5.1.2).
     *
     * @param good the user, a colon and the password
     */
    public static List<Flawed> passwords(Secret good) {
        var tokens = new Tokens(good);
        tokens.opaque("credentials changed", "password");
        tokens.ofUsers();
        return tokens.all.stream()
                .filter(token ->
                        token.value().indexOf(':') >= 0 && !token.value().equals(":"))
                .toList();
    }

    /** With a character changed, missing and added at the end. */
    private void opaque(String changed, String what) {
        int less = good.length() - 1;
        add(changed, Flaw.TAMPERED, changed(good), changedExpression());
        String title = "last character of the " + what + " missing";
        add(title, Flaw.TAMPERED, good.substring(0, less), "${" + name + ":0:" + less + "}");
        add(what + " lengthened", Flaw.TAMPERED, good + "x", "${" + name + "}x");
    }

    /** With another password of the user, and another user of the password. */
    private void ofUsers() {
        int colon = good.indexOf(':');
        String user = good.substring(0, colon);
        String password = good.substring(colon + 1);
        String first = "${" + name + "%%:*}";
        String rest = "${" + name + "#*:}";
        add("password empty", Flaw.TAMPERED, user + ":", first + ":");
        add("password of another user", Flaw.TAMPERED, OTHER_USER + ":" + password, OTHER_USER + ":" + rest);
        if (!HEXADECIMAL.matcher(password).matches()) {
            String command = "$(printf %s \"" + rest + "\" | tr A-Za-z a-zA-Z)";
            add("password in other letters", Flaw.TAMPERED, user + ":" + otherCase(password), first + ":" + command);
        }
    }

    /** The valid one with a character changed. */
    public static Flawed tampered(Secret good) {
        return new Flawed("token changed", Flaw.TAMPERED, changed(good.value()), new Tokens(good).changedExpression());
    }

    private List<Flawed> flawed() {
        int half = good.length() / 2;
        add("garbage", Flaw.MALFORMED, "not a token, %&/", "not a token, %&/");
        add("truncated", Flaw.MALFORMED, good.substring(0, half), "${" + name + ":0:" + half + "}");
        add("token changed", Flaw.TAMPERED, changed(good), changedExpression());
        add("last character changed", Flaw.TAMPERED, lastChanged(), lastChangedExpression());
        add("token lengthened", Flaw.TAMPERED, good + "x", "${" + name + "}x");
        add(
                "very long token",
                Flaw.MALFORMED,
                "x".repeat(VERY_LONG),
                "$(head -c " + VERY_LONG + " /dev/zero | tr '\\0' x)");
        if (JWT.matcher(good).matches()) {
            jwt();
        }
        all.removeIf(token -> token.value().isBlank());
        return all;
    }

    private void jwt() {
        var parts = good.split("\\.", -1);
        String claimed = parts[0] + "." + parts[1];
        String claimedParts = part(1) + "." + part(2);
        add("signature missing", Flaw.TAMPERED, claimed + ".", claimedParts + ".");
        add("signature and its dot missing", Flaw.MALFORMED, claimed, claimedParts);
        add("a fourth part", Flaw.MALFORMED, good + ".x", "${" + name + "}.x");
        String otherCase = otherCase(parts[2]);
        add("signature in other letters", Flaw.TAMPERED, claimed + "." + otherCase, claimedParts + "." + otherCase);
        var fields = JsonWebToken.header(good);
        fields.ifPresent(header -> unsigned(header, parts));
        JsonWebToken.claims(good).ifPresent(claims -> {
            raised("exp raised", claims.deepCopy().put("exp", 4102444800L), parts);
            raised("sub changed", claims.deepCopy().put("sub", OTHER_USER), parts);
            fields.ifPresent(header -> signed(header, claims, parts));
            raised("scope raised", withMoreScope(claims), parts);
        });
    }

    private void unsigned(ObjectNode fields, String[] parts) {
        for (String spelling : List.of("none", "None", "NONE", "nOnE")) {
            var none = encoded(fields.deepCopy().put("alg", spelling));
            add("alg " + spelling, Flaw.UNSIGNED, none + "." + parts[1] + ".", none + "." + part(2) + ".");
        }
        var none = encoded(fields.deepCopy().put("alg", "none"));
        add(
                "alg none with signature",
                Flaw.UNSIGNED,
                none + "." + parts[1] + "." + parts[2],
                none + "." + part(2) + "." + part(3));
    }

    private static ObjectNode withMoreScope(ObjectNode claims) {
        return claims.deepCopy().put("scope", (claims.path("scope").asString("") + " admin").strip());
    }

    /** Signed with another key. Their claims do not matter. */
    private void signed(ObjectNode fields, ObjectNode claims, String[] parts) {
        String head = encoded(fields.deepCopy().put("alg", "HS256"));
        forged("signed with another key", head, parts[1], OTHER_KEY);
        forged("signed with an empty key", head, parts[1], EMPTY_KEY);
        var bringing = fields.deepCopy().put("alg", "HS256");
        bringing.putObject("jwk").put("kty", "oct").put("k", encoded(OTHER_KEY));
        forged("signed with a key that it brings", encoded(bringing), parts[1], OTHER_KEY);
        var naming = fields.deepCopy().put("alg", "HS256").put("kid", "../../../../../../dev/null");
        forged("signed with an empty file as the key", encoded(naming), parts[1], EMPTY_KEY);
        for (String key : COMMON_KEYS) {
            if (!parts[2].equals(signature(parts[0] + "." + parts[1], key))) {
                forged("signed with the key \"" + key + "\"", head, parts[1], key);
            }
        }
        String title = "signed with another key, ";
        forged(title + "expired", head, claims.deepCopy().put("exp", 1));
        forged(title + "not valid yet", head, claims.deepCopy().put("nbf", 4102444800L));
        forged(title + "for another audience", head, claims.deepCopy().put("aud", "counterpart-other-audience"));
        forged(title + "scope raised", head, withMoreScope(claims));
    }

    private void forged(String title, String head, ObjectNode claims) {
        forged(title, head, encoded(claims), OTHER_KEY);
    }

    private void forged(String title, String head, String payload, String key) {
        String token = head + "." + payload + "." + signature(head + "." + payload, key);
        add(title, Flaw.OTHER_KEY, token, token);
    }

    private static String signature(String text, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    private void raised(String title, JsonNode claims, String[] parts) {
        String payload = encoded(claims);
        add(title, Flaw.RAISED, parts[0] + "." + payload + "." + parts[2], part(1) + "." + payload + "." + part(3));
    }

    private void add(String title, Flaw flaw, String value, String expression) {
        if (!value.equals(good)) {
            all.add(new Flawed(title, flaw, value, expression));
        }
    }

    private String part(int number) {
        return "$(printf %s \"$" + name + "\" | cut -d. -f" + number + ")";
    }

    private String changedExpression() {
        int at = Math.max(0, good.length() - 2);
        char other = changed(good).charAt(at);
        return "${" + name + ":0:" + at + "}" + other + "${" + name + ":" + (at + 1) + "}";
    }

    /** The token with one character changed in its last part: not the last one, whose low bits base64url may ignore. */
    public static String changed(String good) {
        int at = Math.max(0, good.length() - 2);
        char other = good.charAt(at) == 'A' ? 'B' : 'A';
        return good.substring(0, at) + other + good.substring(at + 1);
    }

    /**
     * Either all bits of the last character count, or, at the end of base64url, the lowest may not; so the highest is changed.
     */
    private String lastChanged() {
        char last = good.charAt(good.length() - 1);
        int index = LAST_CHARACTERS.indexOf(last);
        char other = index < 0 ? (last == '=' ? 'A' : '-') : LAST_CHARACTERS.charAt(index ^ 32);
        return good.substring(0, good.length() - 1) + other;
    }

    private String lastChangedExpression() {
        String changed = lastChanged();
        return "${" + name + ":0:" + (good.length() - 1) + "}" + changed.charAt(changed.length() - 1);
    }

    private static String otherCase(String text) {
        var other = new StringBuilder();
        text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> other.append((char) c));
        return other.toString();
    }

    private static String encoded(JsonNode node) {
        return encoded(Json.text(node));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
