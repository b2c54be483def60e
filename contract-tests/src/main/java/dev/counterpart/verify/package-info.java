/** The door of the gate: contract, data and target to a report. Knows nothing of the command line and of test frameworks. */
@NullMarked
package dev.counterpart.verify;

import org.jspecify.annotations.NullMarked;
