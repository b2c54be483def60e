/** A case: one request to send, its reason, and the expected answer. Must not know how cases are found. */
@NullMarked
package dev.counterpart.verify.cases;

import org.jspecify.annotations.NullMarked;
