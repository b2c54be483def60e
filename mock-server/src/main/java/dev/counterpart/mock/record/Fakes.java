package dev.counterpart.mock.record;

import dev.counterpart.fixtures.generate.sample.StableUuid;
import dev.counterpart.mock.access.Jwt;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.secret.SecretNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Values in the place of secrets. The same secret always has the same fake, in every recording: a long one by 24 bits of its hash,
 * which say nothing about a token; a short one, which could be guessed from its hash, by its name and the order of appearance.
 */
final class Fakes {

    /** How fakes look. */
    enum Style {
        /** {@code fake-token-3f2a91}. */
        READABLE,
        /** As long as the secret, with digits for digits and letters for letters, for schemas with a pattern. */
        SHAPED
    }

    /** Shorter values can be guessed from their hash. In characters. */
    private static final int LEAST_RANDOM = 16;

    private static final int HASH_DIGITS = 6;
    private static final String PREFIX = "fake-";
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

    /** The lifetime of demo tokens. */
    private static final Instant ISSUED = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    private final Style style;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Fakes(Style style) {
        this.style = style;
    }

    /**
     * The fake of a secret.
     *
     * @param name under which it was sent
     */
    String of(String name, String secret) {
        if (secret.startsWith(PREFIX) || secret.isEmpty()) {
            return secret;
        }
        return known.computeIfAbsent(secret, value -> made(name, value));
    }

    private String made(String name, String secret) {
        var claims = JsonWebToken.claims(secret);
        if (claims.isPresent()) {
            return demo(claims.get());
        }
        if (UUID.matcher(secret).matches()) {
            return StableUuid.of(Sha256.hex(secret));
        }
        if (style == Style.SHAPED) {
            return shaped(secret);
        }
        if (secret.length() >= LEAST_RANDOM && !isChosenByPeople(name)) {
            return PREFIX + "token-" + Sha256.hex(secret).substring(0, HASH_DIGITS);
        }
        String base = PREFIX + words(name);
        int count = counts.merge(base, 1, Integer::sum);
        return count == 1 ? base : base + "-" + count;
    }

    /** Whether the fake is one that this object made. */
    boolean isFake(String text) {
        return text.startsWith(PREFIX) || known.containsValue(text);
    }

    private static boolean isChosenByPeople(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("pass") || lower.contains("pwd") || lower.contains("pin");
    }

    /** {@code client-secret} for {@code clientSecret} and {@code client_secret}. */
    private static String words(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-+|-+$", "")
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "secret" : words;
    }

    /** The same claims, signed with the key of every mock, and valid for decades. */
    private String demo(JsonNode claims) {
        Map<String, Object> all = new LinkedHashMap<>();
        claims.properties().forEach(claim -> {
            boolean isTime = claim.getKey().equals("iat") || claim.getKey().equals("exp");
            if (!isTime) {
                all.put(claim.getKey(), value(claim.getKey(), claim.getValue()));
            }
        });
        return Jwt.token(all, ISSUED, EXPIRES);
    }

    private Object value(String name, JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.properties().forEach(each -> members.put(each.getKey(), value(each.getKey(), each.getValue())));
            return members;
        }
        if (node.isArray()) {
            return node.valueStream().map(each -> value(name, each)).toList();
        }
        if (node.isString()) {
            return SecretNames.isSecret(name) ? of(name, node.asString()) : node.asString();
        }
        return node.isBoolean()
                ? (Object) node.asBoolean()
                : node.canConvertToLong() && node.isIntegralNumber() ? (Object) node.asLong() : node.asString("");
    }

    private static String shaped(String secret) {
        String digits = Sha256.hex(secret);
        int letters = HEXADECIMAL.matcher(secret).matches() ? 6 : 26;
        var text = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            int random = Character.digit(digits.charAt(i % digits.length()), 16) + i / digits.length();
            text.append(shaped(secret.charAt(i), random, letters));
        }
        return text.toString();
    }

    /** A digit or letter for a digit or letter; other characters are kept. */
    private static char shaped(char c, int random, int letters) {
        if (c >= '0' && c <= '9') {
            return (char) ('0' + random % 10);
        }
        if (c >= 'a' && c <= 'z') {
            return (char) ('a' + random % letters);
        }
        return c >= 'A' && c <= 'Z' ? (char) ('A' + random % letters) : c;
    }

    /** The number in the place of a secret number: as many ones. */
    static String number(String secret) {
        return Optional.of(
                        "1".repeat(Math.min(18, secret.replaceAll("[^0-9]", "").length())))
                .filter(ones -> !ones.isEmpty())
                .orElse("1");
    }
}
