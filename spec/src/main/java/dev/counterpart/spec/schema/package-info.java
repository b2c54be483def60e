/**
 * Validates JSON values against schemas, with networknt and keywords of ours. Must not know messages and operations.
 */
@NullMarked
package dev.counterpart.spec.schema;

import org.jspecify.annotations.NullMarked;
