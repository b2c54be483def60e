/** Messages → fixture files without secrets, for the recorder and for imports. Must not know where messages come from. */
@NullMarked
package dev.counterpart.mock.record;

import org.jspecify.annotations.NullMarked;
