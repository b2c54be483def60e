/**
 * The differences between Counterpart's own behaviour and that of other mocks, one interface for each stage of an answer. Must
 * not know where answers come from.
 */
@NullMarked
package dev.counterpart.mock.dialect;

import org.jspecify.annotations.NullMarked;
