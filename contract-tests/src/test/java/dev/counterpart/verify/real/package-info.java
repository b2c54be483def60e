/** The gate against servers that other people wrote. Knows nothing of how the gate works. */
@NullMarked
package dev.counterpart.verify.real;

import org.jspecify.annotations.NullMarked;
