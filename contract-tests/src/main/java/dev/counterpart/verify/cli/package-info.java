/** The command line of the gate. Knows nothing of how cases are planned, sent and judged. */
@NullMarked
package dev.counterpart.verify.cli;

import org.jspecify.annotations.NullMarked;
