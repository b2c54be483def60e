/** Operation to cases: one class a source, each behind the same interface. Knows nothing of the other operations and of the order of a run. */
@NullMarked
package dev.counterpart.verify.source;

import org.jspecify.annotations.NullMarked;
