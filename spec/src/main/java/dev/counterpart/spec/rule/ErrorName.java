package dev.counterpart.spec.rule;

import java.util.Locale;

/**
 * The stable names of errors that violate no rule. A message ends with its name, and the command {@code explain} prints the section of
 * {@code docs/errors.md} with that name. Violations have the ids of their rules instead.
 */
public enum ErrorName {
    /** No document was given, and there is no bundled one. */
    NO_DOCUMENT,
    /** The port of a server cannot be bound. */
    PORT_IN_USE,
    /** The place of the state cannot be used. */
    STATE_UNAVAILABLE,
    /** No running mock answers at the address. */
    MOCK_UNREACHABLE,
    /** The admin API refuses a client. */
    ADMIN_ACCESS,
    /** The data file of the gate is missing or invalid. */
    DATA_FILE,
    /** No URL of a provider was given. */
    NO_PROVIDER,
    /** The provider accepts no connections. */
    PROVIDER_UNREACHABLE,
    /** The certificate of the provider, or of the client, is not accepted. */
    CERTIFICATE,
    /** A file or folder cannot be written. */
    NOT_WRITABLE,
    /** An error of this program. */
    INTERNAL_ERROR;

    /** As users write it: {@code port-in-use}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The last two lines of a message: what to do, and how to read more. */
    public String toFix(String remedy) {
        return "to fix    " + remedy + "\n" + more(text());
    }

    /** The line that says how to read more about an error or a rule. */
    public static String more(String name) {
        return "more      counterpart explain " + name;
    }
}
