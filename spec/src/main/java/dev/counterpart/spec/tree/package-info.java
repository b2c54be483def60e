/** Reads YAML and JSON to a tree with the line of each node. Must not know OpenAPI. */
@NullMarked
package dev.counterpart.spec.tree;

import org.jspecify.annotations.NullMarked;
