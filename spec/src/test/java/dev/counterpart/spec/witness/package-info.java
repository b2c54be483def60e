/** Compares what Counterpart and swagger-parser read from the same documents. Must not know how either of them reads. */
@NullMarked
package dev.counterpart.spec.witness;

import org.jspecify.annotations.NullMarked;
