/** The command line of the mock: one file a command. Knows nothing of how an answer is found. */
@NullMarked
package dev.counterpart.mock.cli;

import org.jspecify.annotations.NullMarked;
