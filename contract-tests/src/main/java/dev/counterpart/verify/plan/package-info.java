/** Contract and data to the cases of a run: all sources, without duplicates, in order. Knows nothing of transports, checks and reports. */
@NullMarked
package dev.counterpart.verify.plan;

import org.jspecify.annotations.NullMarked;
