package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;

/**
 * A contract, its fixtures, and where a server serves them.
 *
 * @param prefix of every path: empty, or with a leading slash and without one at its end
 */
public record Mounted(String prefix, Contract contract, Fixtures fixtures) {}
