/** Which parts of the contracts the traffic has reached. Must not know how exchanges were made. */
@NullMarked
package dev.counterpart.mock.coverage;

import org.jspecify.annotations.NullMarked;
