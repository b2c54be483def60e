/** Values and requests that differ from a good one in one way: at a limit, beyond it, misspelt, shorter. Knows nothing of cases; whether a variation is valid is for the contract to say. */
@NullMarked
package dev.counterpart.verify.variation;

import org.jspecify.annotations.NullMarked;
