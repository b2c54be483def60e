/**
 * The API about a running server, below {@code /__counterpart}: what happened, what people set, and what is stored. Must not know
 * sockets, or how the page looks that uses it.
 */
@NullMarked
package dev.counterpart.mock.admin;

import org.jspecify.annotations.NullMarked;
