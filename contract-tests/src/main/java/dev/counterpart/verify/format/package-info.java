/** Report to text: one class per format. Must not know how the report was made. */
@NullMarked
package dev.counterpart.verify.format;

import org.jspecify.annotations.NullMarked;
