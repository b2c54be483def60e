/** All verdicts of a run, what was exercised, and what is not to be shown. Knows nothing of transports and formats. */
@NullMarked
package dev.counterpart.verify.report;

import org.jspecify.annotations.NullMarked;
