/**
 * The contract: the model of one OpenAPI document, with rules and violations. Must not know how documents are read or
 * messages are validated.
 */
@NullMarked
package dev.counterpart.spec;

import org.jspecify.annotations.NullMarked;
