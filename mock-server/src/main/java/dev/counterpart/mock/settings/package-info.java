/** The settings of a mock: options with their defaults, for all operations or for one. Must not know contracts. */
@NullMarked
package dev.counterpart.mock.settings;

import org.jspecify.annotations.NullMarked;
