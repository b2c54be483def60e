/** Messages → fixture files without secrets, for the recorder and for imports. It does not know where the messages come from. */
@NullMarked
package dev.counterpart.mock.record;

import org.jspecify.annotations.NullMarked;
