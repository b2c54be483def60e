package dev.counterpart.spec.rule;

/** The severity of a violation. */
public enum Severity {
    /** A violation of the document, or of an RFC that applies to HTTP. */
    ERROR,
    /** Allowed, but against good practice, or possibly a mistake. */
    WARNING;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
