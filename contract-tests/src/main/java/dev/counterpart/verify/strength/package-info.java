/** How strict a contract is. Must not know providers. */
@NullMarked
package dev.counterpart.verify.strength;

import org.jspecify.annotations.NullMarked;
