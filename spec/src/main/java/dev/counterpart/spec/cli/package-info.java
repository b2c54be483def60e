/** What all commands have in common: how they run, exit codes, {@code --help}, and how documents are read. */
@NullMarked
package dev.counterpart.spec.cli;

import org.jspecify.annotations.NullMarked;
