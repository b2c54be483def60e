/** All verdicts of a run, in the formats that people and machines read. Knows nothing of transports. */
@NullMarked
package dev.counterpart.verify.report;

import org.jspecify.annotations.NullMarked;
