/** Validates messages against an operation. Must not know servers, fixtures and test libraries. */
@NullMarked
package dev.counterpart.spec.validate;

import org.jspecify.annotations.NullMarked;
