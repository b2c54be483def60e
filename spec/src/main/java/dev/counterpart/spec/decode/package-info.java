/**
 * Decodes parameters by style and bodies by media type to JSON values. Must not know what a schema allows, except its
 * types.
 */
@NullMarked
package dev.counterpart.spec.decode;

import org.jspecify.annotations.NullMarked;
