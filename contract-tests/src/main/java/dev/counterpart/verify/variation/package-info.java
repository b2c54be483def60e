/**
 * Values and requests that differ from a valid one in one way: at a limit, beyond it, misspelt, shorter. Must not know cases; the
 * contract decides whether a variation is valid.
 */
@NullMarked
package dev.counterpart.verify.variation;

import org.jspecify.annotations.NullMarked;
