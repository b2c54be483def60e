/** How much a contract itself would let through. Knows no provider. */
@NullMarked
package dev.counterpart.verify.strength;

import org.jspecify.annotations.NullMarked;
