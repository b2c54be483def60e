package dev.counterpart.verify.data;

/**
 * A value that no report shows.
 *
 * @param expression what a shell and a report have in its place, for example {@code $TOKEN}
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
