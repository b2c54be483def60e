package dev.counterpart.spec;

/** Which way a value travels: {@code readOnly} and {@code writeOnly} depend on it. */
public enum Direction {
    REQUEST,
    RESPONSE
}
