/**
 * The contract: one OpenAPI document as we understood it, and what can be broken of it. Knows nothing of how a document
 * is read or a message judged.
 */
@NullMarked
package dev.counterpart.spec;

import org.jspecify.annotations.NullMarked;
