/** What a value of a message must be, as fixtures and the gate's data file write it. Must not know messages and contracts. */
@NullMarked
package dev.counterpart.spec.match;

import org.jspecify.annotations.NullMarked;
