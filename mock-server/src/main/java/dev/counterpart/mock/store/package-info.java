/**
 * Where the state of a running mock is kept: entries with their order, changed all together or not at all. Must not know what the
 * entries mean.
 */
@NullMarked
package dev.counterpart.mock.store;

import org.jspecify.annotations.NullMarked;
