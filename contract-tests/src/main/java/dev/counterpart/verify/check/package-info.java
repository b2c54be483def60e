/** A case and an observation to violations and a verdict. Must not know transports or reports. */
@NullMarked
package dev.counterpart.verify.check;

import org.jspecify.annotations.NullMarked;
