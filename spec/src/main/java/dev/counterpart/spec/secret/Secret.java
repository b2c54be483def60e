package dev.counterpart.spec.secret;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value that reports and logs must not show.
 *
 * @param expression what a report shows instead, which a shell can expand: {@code $TOKEN}
 */
public record Secret(String value, String expression) {

    private static final Pattern UNSUITABLE = Pattern.compile("[^A-Z0-9]");

    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    /** One that a report shows as the variable of that name. */
    public static Secret named(String name, String value) {
        return new Secret(value, variable(name));
    }

    /** The variable of a shell for a secret of that name: {@code $X_API_KEY}. */
    public static String variable(String name) {
        return "$" + UNSUITABLE.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
    }

    @Override
    public String toString() {
        return expression;
    }
}
