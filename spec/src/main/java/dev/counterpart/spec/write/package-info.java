/** JSON values to the text of parameters, headers and bodies, the reverse of {@code spec.decode}. Must not know where values come from. */
@NullMarked
package dev.counterpart.spec.write;

import org.jspecify.annotations.NullMarked;
