package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code name=value} pair of a query, a form or a Cookie header, as sent: still encoded.
 *
 * @param text all of it, without the separators around it
 */
public record Pair(String text) {

    /** All parts of a text, also blank ones: joined with the separator, they are the text again. Empty if the text is. */
    public static List<Pair> all(String text, char separator) {
        var pairs = new ArrayList<Pair>();
        if (text.isEmpty()) {
            return pairs;
        }
        int from = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
            pairs.add(new Pair(text.substring(from, end)));
            from = end + 1;
        }
        pairs.add(new Pair(text.substring(from)));
        return pairs;
    }

    /** The pairs of a query string or of a form, without blank ones. */
    public static List<Pair> ofQuery(String query) {
        return nonBlank(all(query, '&'));
    }

    /** The pairs of the value of a Cookie header, without the blanks around them (RFC 6265 §4.2). */
    public static List<Pair> ofCookie(String value) {
        var pairs = nonBlank(all(value, ';'));
        pairs.replaceAll(pair -> new Pair(pair.text.strip()));
        return pairs;
    }

    /** The pairs of all Cookie headers. */
    public static List<Pair> ofCookies(Headers headers) {
        return headers.all("Cookie").stream()
                .flatMap(value -> ofCookie(value).stream())
                .toList();
    }

    /** The pair of a Set-Cookie header, without its attributes (RFC 6265 §5.2). */
    public static Pair ofSetCookie(String value) {
        return new Pair(all(value + ";", ';').get(0).text.strip());
    }

    private static List<Pair> nonBlank(List<Pair> pairs) {
        pairs.removeIf(pair -> pair.text.isBlank());
        return pairs;
    }

    /** The pair of a query or form, percent-encoded. */
    public static String encoded(String name, String value) {
        return PercentEncoding.encoded(name) + "=" + PercentEncoding.encoded(value);
    }

    /** Before the equals sign; all of the text if there is none. */
    public String name() {
        int equals = text.indexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }

    public boolean hasValue() {
        return text.indexOf('=') >= 0;
    }

    /** After the equals sign; empty if there is none. */
    public String value() {
        int equals = text.indexOf('=');
        return equals < 0 ? "" : text.substring(equals + 1);
    }

    /** What browsers store of a cookie: without an equals sign, all of the text is the value and there is no name (RFC 6265bis §5.6). */
    public String cookieValue() {
        return text.substring(text.indexOf('=') + 1);
    }

    /** The name of a query or form, decoded. */
    public String decodedName() {
        return PercentEncoding.formDecoded(name());
    }

    /** The value of a query or form, decoded. */
    public String decodedValue() {
        return PercentEncoding.formDecoded(value());
    }

    /** The same name with that value. */
    public Pair with(String value) {
        return new Pair(name() + "=" + value);
    }
}
