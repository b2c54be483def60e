package dev.counterpart.spec.http;

import java.util.Optional;

/**
 * The value of Authorization or Proxy-Authorization.
 *
 * @param scheme as sent; see {@link #isOf}
 * @param credentials without blanks around them; empty if only a scheme was sent
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.4">RFC 9110 §11.4</a>
 */
public record Authorization(String scheme, String credentials) {

    public static final String HEADER = "Authorization";

    /** The first one of a request; empty if there is none or it is blank. */
    public static Optional<Authorization> of(Request request) {
        return request.headers().first(HEADER).filter(value -> !value.isBlank()).map(Authorization::parse);
    }

    public static Authorization parse(String value) {
        String text = value.strip();
        int space = text.indexOf(' ');
        return space < 0
                ? new Authorization(text, "")
                : new Authorization(
                        text.substring(0, space), text.substring(space + 1).strip());
    }

    /** Whether it has that scheme; names of schemes are case-insensitive (RFC 9110 §11.1). */
    public boolean isOf(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    /**
     * Where the secret begins in a value that may be malformed: after the first space, so that the scheme stays readable. In a single
     * word everything is secret, because the scheme may have been forgotten.
     */
    public static int secretAt(String value) {
        return value.indexOf(' ') + 1;
    }

    /** The secret in a value that may be malformed. */
    public static String secret(String value) {
        return value.substring(secretAt(value));
    }
}
