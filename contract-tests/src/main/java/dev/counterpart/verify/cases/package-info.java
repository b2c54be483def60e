/** A case: one request to send, why, and what is expected. Knows nothing of how cases are found. */
@NullMarked
package dev.counterpart.verify.cases;

import org.jspecify.annotations.NullMarked;
