package dev.counterpart.spec.secret;

import dev.counterpart.spec.http.PercentEncoding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The forms in which a secret can appear in a message: as it is, in capitals, in small letters, reversed, percent-encoded, in Base64, Base32, hexadecimal or decimal, escaped for JSON or HTML. */
final class Forms {

    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final int BASE64_OCTETS = 3;
    private static final int BASE64_BITS = 6;
    private static final int BASE32_OCTETS = 5;
    private static final int BASE32_BITS = 5;
    private static final int BASE32 = 32;
    private static final String BASE32_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Secret secret;
    private final Map<String, Secret> all = new LinkedHashMap<>();

    private Forms(Secret secret) {
        this.secret = secret;
    }

    static List<Secret> of(Secret secret) {
        return new Forms(secret).all();
    }

    private List<Secret> all() {
        String value = secret.value();
        add(value, secret.expression());
        add(value.toLowerCase(Locale.ROOT), secret.expression());
        add(value.toUpperCase(Locale.ROOT), secret.expression());
        add(new StringBuilder(value).reverse().toString(), secret.expression());
        String percent = PercentEncoding.encoded(value);
        add(percent, command("jq -sRr @uri"));
        add(lowerCaseOctets(percent), secret.expression());
        add(percent.replace("%20", "+"), secret.expression());
        add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)), command("base64 -w0"));
        base64(value.getBytes(StandardCharsets.UTF_8));
        base32(value.getBytes(StandardCharsets.UTF_8));
        octets(value.getBytes(StandardCharsets.UTF_8));
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        add(json, secret.expression());
        add(json.replace("/", "\\/"), secret.expression());
        String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        add(html, secret.expression());
        String quotes = html.replace("\"", "&quot;");
        add(quotes.replace("'", "&#39;"), secret.expression());
        add(quotes.replace("'", "&#x27;").replace("/", "&#x2F;").replace("=", "&#x3D;"), secret.expression());
        add(quotes.replace("'", "&#39;").replace("/", "&#47;").replace("=", "&#61;"), secret.expression());
        return List.copyOf(all.values());
    }

    /** Base64 of Base64, and dumps of bytes: in hexadecimal, as OpenSSL and .NET separate them, and in decimal, as Go, Java and Node.js do. */
    private void octets(byte[] value) {
        base64(Base64.getEncoder().encode(value));
        for (var hex : List.of(HexFormat.of(), HexFormat.ofDelimiter(":"), HexFormat.ofDelimiter("-"))) {
            add(hex.formatHex(value), secret.expression());
            add(hex.withUpperCase().formatHex(value), secret.expression());
        }
        var decimal = IntStream.range(0, value.length)
                .mapToObj(i -> Integer.toString(value[i] & 0xff))
                .toList();
        add(String.join(",", decimal), secret.expression());
        add(String.join("", decimal), secret.expression());
    }

    private void base64(byte[] value) {
        for (String text : insideOthers(value, BASE64_OCTETS, BASE64_BITS, BASE64::encodeToString)) {
            add(text, secret.expression());
            add(text.replace('+', '-').replace('/', '_'), secret.expression());
        }
    }

    private void base32(byte[] value) {
        for (String text : insideOthers(value, BASE32_OCTETS, BASE32_BITS, Forms::base32Of)) {
            add(text, secret.expression());
            add(text.toLowerCase(Locale.ROOT), secret.expression());
        }
    }

    /**
     * The encoded value in a text that contains it, at each offset in a group of octets, without the characters that depend on its neighbours.
     *
     * @param bits how many bits a character of the encoding has
     */
    private static List<String> insideOthers(
            byte[] value, int octets, int bits, Function<byte[], String> withoutPadding) {
        var texts = new ArrayList<String>();
        for (int offset = 0; offset < octets; offset++) {
            var shifted = new byte[offset + value.length];
            System.arraycopy(value, 0, shifted, offset, value.length);
            int from = (offset * Byte.SIZE + bits - 1) / bits;
            int to = shifted.length * Byte.SIZE / bits;
            if (to > from) {
                texts.add(withoutPadding.apply(shifted).substring(from, to));
            }
        }
        return texts;
    }

    /** Base32 (RFC 4648 §6) without padding. */
    private static String base32Of(byte[] value) {
        int length = (value.length * Byte.SIZE + BASE32_BITS - 1) / BASE32_BITS;
        var number = new BigInteger(1, value).shiftLeft(length * BASE32_BITS - value.length * Byte.SIZE);
        String digits = number.toString(BASE32);
        return ("0".repeat(length - digits.length()) + digits)
                .chars()
                .mapToObj(digit ->
                        BASE32_CHARACTERS.substring(Character.digit(digit, BASE32), Character.digit(digit, BASE32) + 1))
                .collect(Collectors.joining());
    }

    /** The shell command for a form; the expression itself if it is not a variable. */
    private String command(String filter) {
        return secret.expression().startsWith("$")
                ? "$(printf %s \"" + secret.expression() + "\" | " + filter + ")"
                : secret.expression();
    }

    private void add(String value, String expression) {
        all.putIfAbsent(value, new Secret(value, expression));
    }

    private static String lowerCaseOctets(String percent) {
        var parts = percent.split("%", -1);
        return parts[0]
                + Arrays.stream(parts)
                        .skip(1)
                        .map(part -> "%" + part.substring(0, 2).toLowerCase(Locale.ROOT) + part.substring(2))
                        .reduce("", String::concat);
    }
}
