/** Contract and data to cases: what to send, and what is expected and why. Knows nothing of transports, checks and reports. */
@NullMarked
package dev.counterpart.verify.plan;

import org.jspecify.annotations.NullMarked;
