/** The command line of the mock: one file per command. Must not know how an answer is found. */
@NullMarked
package dev.counterpart.mock.cli;

import org.jspecify.annotations.NullMarked;
