/** Formats, ECMA-262 patterns and exact numbers. Must not know schemas and contracts. */
@NullMarked
package dev.counterpart.spec.format;

import org.jspecify.annotations.NullMarked;
