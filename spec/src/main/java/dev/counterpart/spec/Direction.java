package dev.counterpart.spec;

/** The direction of a message. {@code readOnly} and {@code writeOnly} depend on it. */
public enum Direction {
    REQUEST,
    RESPONSE
}
