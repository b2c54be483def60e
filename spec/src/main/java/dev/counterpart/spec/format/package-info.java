/**
 * What a text or number must be: formats, ECMA-262 patterns and numbers by their exact value. Knows nothing of schemas and contracts.
 */
@NullMarked
package dev.counterpart.spec.format;

import org.jspecify.annotations.NullMarked;
