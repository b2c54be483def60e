/** A case's request over a wire to what came back. Knows nothing of contracts and of what is right or wrong. */
@NullMarked
package dev.counterpart.verify.send;

import org.jspecify.annotations.NullMarked;
