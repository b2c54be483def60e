/**
 * Text of a message to JSON values: parameters by style, bodies by media type. Knows nothing of what a schema allows beyond its types.
 */
@NullMarked
package dev.counterpart.spec.decode;

import org.jspecify.annotations.NullMarked;
