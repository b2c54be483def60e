/** The entry point of the gate: contract, data and target to a report. Must not know the command line or test frameworks. */
@NullMarked
package dev.counterpart.verify;

import org.jspecify.annotations.NullMarked;
