/** The same requests for Prism and for us, as mock and as proxy. Knows nothing of the gate's checks. */
@NullMarked
package dev.counterpart.verify.prism;

import org.jspecify.annotations.NullMarked;
