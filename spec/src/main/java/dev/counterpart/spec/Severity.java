package dev.counterpart.spec;

/** How much a violation weighs. */
public enum Severity {
    /** Forbidden by the document, or by an RFC that HTTP binds. */
    ERROR,
    /** Allowed, but against good practice, or a sign of a fault. */
    WARNING;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
