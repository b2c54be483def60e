package dev.counterpart.spec.cli;

import picocli.CommandLine.Option;

/** {@code --help}, a mixin of every command. */
public final class HelpOption {

    /** In the list of options; the others have no number. */
    private static final int LAST = 1_000;

    @Option(names = "--help", order = LAST, usageHelp = true, description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;
}
