/** The gate's own proof: providers with one defect each, and whether the gate objects. Knows no real provider. */
@NullMarked
package dev.counterpart.verify.prove;

import org.jspecify.annotations.NullMarked;
