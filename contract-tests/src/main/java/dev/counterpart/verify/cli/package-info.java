/** The command line of the gate. Must not know how cases are planned, sent and checked. */
@NullMarked
package dev.counterpart.verify.cli;

import org.jspecify.annotations.NullMarked;
