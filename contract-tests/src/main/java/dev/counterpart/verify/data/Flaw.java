package dev.counterpart.verify.data;

/** Why the credentials of a request are not valid. */
public enum Flaw {
    MISSING("no credentials", "RFC 9110 §11.6.2"),
    /** All schemes of a security requirement must be satisfied. */
    INCOMPLETE("only some of the required credentials", "OpenAPI 3.1.1 §4.8.30"),
    EMPTY("empty credentials", "RFC 9110 §11.6.2"),
    SCHEME_ALONE("the scheme without credentials", "RFC 9110 §11.6.2"),
    OTHER_SCHEME("another scheme", "RFC 9110 §11.6.2"),
    MISPLACED("credentials in a place that the document does not name", "RFC 6750 §2"),
    MALFORMED("a malformed token", "RFC 6750 §2.1"),
    TAMPERED("a tampered token", "RFC 7515 §5.2"),
    UNSIGNED("a token that is not signed (alg none)", "RFC 8725 §3.2"),
    OTHER_KEY("a token signed with another key", "RFC 7515 §5.2"),
    RAISED("a token whose claims were changed under the old signature", "RFC 7515 §5.2"),
    EXPIRED("an expired token", "RFC 6750 §3.1"),
    NOT_YET_VALID("a token that is not valid yet", "RFC 7519 §4.1.5"),
    WRONG_AUDIENCE("a token for another audience", "RFC 7519 §4.1.3"),
    REVOKED("a revoked token", "RFC 6750 §3.1"),
    /** Valid credentials of another client, who is denied according to the data file. */
    NOT_ALLOWED("the credentials of a client who is denied", "RFC 9110 §15.5.4");

    private final String text;
    private final String basis;

    Flaw(String text, String basis) {
        this.text = text;
        this.basis = basis;
    }

    public String text() {
        return text;
    }

    /** The section of a standard that requires the denial. */
    public String basis() {
        return basis;
    }

    /** Whether the credentials are valid but not enough, so that 403 is also correct (RFC 9110 §15.5.4). */
    public boolean isTooLittle() {
        return this == NOT_ALLOWED || this == INCOMPLETE;
    }

    /** Whether the request itself is malformed, so that 400 is also correct (RFC 6750 §3.1, invalid_request). */
    public boolean isMalformed() {
        return switch (this) {
            case EMPTY, SCHEME_ALONE, OTHER_SCHEME, MALFORMED, MISPLACED, TAMPERED, UNSIGNED -> true;
            default -> false;
        };
    }
}
