/** The door to the mock server: start it, ask it, stop it. Knows nothing of the gate. */
@NullMarked
package dev.counterpart.mock;

import org.jspecify.annotations.NullMarked;
