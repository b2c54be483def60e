package dev.counterpart.spec.decode;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The {@code name=value} pairs of a query, a form or a Cookie header. Names are decoded. Values are not, because the
 * delimiters of an array must be distinguished from the same characters in its items.
 */
public final class Pairs {

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final UnaryOperator<String> decoding;

    private Pairs(UnaryOperator<String> decoding) {
        this.decoding = decoding;
    }

    /** The pairs of a query string or of a form. */
    public static Pairs ofQuery(String query) {
        return parse(query, '&', PercentEncoding::formDecoded);
    }

    /** The pairs of all Cookie headers (RFC 6265 §4.2). */
    public static Pairs ofCookies(Headers headers) {
        return parse(String.join(";", headers.all("Cookie")), ';', text -> PercentEncoding.decoded(text.strip()));
    }

    static Pairs parse(String text, char separator, UnaryOperator<String> decoding) {
        var pairs = new Pairs(decoding);
        for (var pair : Pair.all(text, separator)) {
            if (!pair.text().isBlank()) {
                String name = decoding.apply(pair.name());
                pairs.values.computeIfAbsent(name, key -> new ArrayList<>()).add(pair.value());
            }
        }
        return pairs;
    }

    /** The names, each once, in the order of their first use. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The values of that name as sent, still encoded. */
    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The values of that name, decoded. */
    public List<String> decodedValues(String name) {
        return values(name).stream().map(decoding).toList();
    }

    String decode(String value) {
        return decoding.apply(value);
    }

    /** The same pairs, whose values are not encoded. */
    Pairs unencoded() {
        var pairs = new Pairs(String::strip);
        pairs.values.putAll(values);
        return pairs;
    }
}
