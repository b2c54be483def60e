/** What all commands have in common: how they run, exit codes, {@code --help}, and how documents are read. Must not know what a command does. */
@NullMarked
package dev.counterpart.spec.cli;

import org.jspecify.annotations.NullMarked;
