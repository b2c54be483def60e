/** JSONPath (RFC 9535) on any tree: a path is parsed as a whole, then evaluated. */
@NullMarked
package dev.counterpart.spec.jsonpath;

import org.jspecify.annotations.NullMarked;
