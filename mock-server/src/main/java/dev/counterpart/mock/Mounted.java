package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;

/**
 * A contract, its fixtures, and the prefix that a server serves them at.
 *
 * @param prefix of every path: empty, or with a leading slash and without a trailing one
 */
public record Mounted(String prefix, Contract contract, Fixtures fixtures) {}
