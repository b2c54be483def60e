/** A case and an observation to violations and a verdict. Knows nothing of transports and reports. */
@NullMarked
package dev.counterpart.verify.check;

import org.jspecify.annotations.NullMarked;
