/** A message and an operation to violations. Knows nothing of servers, fixtures and test libraries. */
@NullMarked
package dev.counterpart.spec.validate;

import org.jspecify.annotations.NullMarked;
