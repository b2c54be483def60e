package dev.counterpart.spec.secret;

/**
 * A value that reports and logs must not show.
 *
 * @param expression what a report shows instead, which a shell can expand: {@code $TOKEN}
 */
public record Secret(String value, String expression) {

    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return expression;
    }
}
