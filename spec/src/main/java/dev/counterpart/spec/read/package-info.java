/** Reads contracts from files and URLs, and reports errors in documents. Must not know messages. */
@NullMarked
package dev.counterpart.spec.read;

import org.jspecify.annotations.NullMarked;
