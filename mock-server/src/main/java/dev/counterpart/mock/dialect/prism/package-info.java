/** Prism's behaviour, and all that is known of it. Must not know where answers come from. */
@NullMarked
package dev.counterpart.mock.dialect.prism;

import org.jspecify.annotations.NullMarked;
