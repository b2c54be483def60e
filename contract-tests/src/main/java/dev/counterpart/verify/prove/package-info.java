/** The gate's own proof: providers with one defect each, and whether the gate detects them. Must not know real providers. */
@NullMarked
package dev.counterpart.verify.prove;

import org.jspecify.annotations.NullMarked;
