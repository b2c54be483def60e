/**
 * How a mock is set: options with their defaults, for all operations or for one. It does not know contracts.
 */
@NullMarked
package dev.counterpart.mock.settings;

import org.jspecify.annotations.NullMarked;
