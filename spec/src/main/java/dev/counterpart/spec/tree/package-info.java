/**
 * YAML and JSON text to a tree whose nodes know their lines. Knows nothing of OpenAPI.
 */
@NullMarked
package dev.counterpart.spec.tree;

import org.jspecify.annotations.NullMarked;
