/** Servers to which {@code mock-server/bench/run} compares the mock. */
@NullMarked
package dev.counterpart.mock.bench;

import org.jspecify.annotations.NullMarked;
