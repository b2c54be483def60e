package dev.counterpart.spec.cli;

/** The exit codes of all commands. */
public final class ExitCode {

    /** The command did its work and found nothing wrong. */
    public static final int FINE = 0;

    /** The command did its work and found violations. */
    public static final int VIOLATIONS = 1;

    /** The command could not do its work: a wrong option, an unreadable document, a taken port. */
    public static final int FAILED = 2;

    private ExitCode() {}
}
