/** A request over a connection to an observation. Must not know contracts, or which answers are correct. */
@NullMarked
package dev.counterpart.verify.send;

import org.jspecify.annotations.NullMarked;
