/**
 * What people set while a mock runs: overrides and scenarios. It outlives a contract and its fixtures, which can be edited meanwhile.
 * Must not know how answers are made.
 */
@NullMarked
package dev.counterpart.mock.control;

import org.jspecify.annotations.NullMarked;
