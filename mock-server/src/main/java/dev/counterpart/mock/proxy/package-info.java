/** Forwards requests to the server behind a proxy, and has the answers validated. Must not know how the mock chooses answers. */
@NullMarked
package dev.counterpart.mock.proxy;

import org.jspecify.annotations.NullMarked;
