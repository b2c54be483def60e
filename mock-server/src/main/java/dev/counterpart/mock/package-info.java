/** The entry point of the mock server: start, ask, stop. Must not know the gate. */
@NullMarked
package dev.counterpart.mock;

import org.jspecify.annotations.NullMarked;
