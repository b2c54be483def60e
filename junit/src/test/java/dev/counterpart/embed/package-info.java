/** What the jar for users' tests promises. Must not know how mock and gate work. */
@NullMarked
package dev.counterpart.embed;

import org.jspecify.annotations.NullMarked;
