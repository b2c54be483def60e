/**
 * Operation to cases: one class per source, all with the same interface. Must not know other operations or the order of a run.
 */
@NullMarked
package dev.counterpart.verify.source;

import org.jspecify.annotations.NullMarked;
