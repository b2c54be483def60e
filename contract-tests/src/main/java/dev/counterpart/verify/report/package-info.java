/** All verdicts of a run, its coverage, and the removal of secrets. Must not know transports or formats. */
@NullMarked
package dev.counterpart.verify.report;

import org.jspecify.annotations.NullMarked;
