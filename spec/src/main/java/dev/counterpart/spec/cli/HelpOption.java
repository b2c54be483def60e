package dev.counterpart.spec.cli;

import picocli.CommandLine.Option;

/** {@code --help}, a mixin of every command. */
public final class HelpOption {

    @Option(names = "--help", usageHelp = true, description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;
}
