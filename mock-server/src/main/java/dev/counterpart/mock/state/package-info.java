/**
 * The collections of a contract and their items, for stateful answers. Must not know how answers are made.
 */
@NullMarked
package dev.counterpart.mock.state;

import org.jspecify.annotations.NullMarked;
