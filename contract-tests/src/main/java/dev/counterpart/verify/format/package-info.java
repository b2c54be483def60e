/** Report to text: one class a format. Knows nothing of how the report came to be. */
@NullMarked
package dev.counterpart.verify.format;

import org.jspecify.annotations.NullMarked;
