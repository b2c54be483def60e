/** Forwards requests to the server behind a proxy. Must not know contracts, or how answers are validated. */
@NullMarked
package dev.counterpart.mock.proxy;

import org.jspecify.annotations.NullMarked;
