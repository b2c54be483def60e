/**
 * What a running server reports about itself: the coverage of its traffic, and the API below {@code /__counterpart}. Must not
 * know how answers are made.
 */
@NullMarked
package dev.counterpart.mock.admin;

import org.jspecify.annotations.NullMarked;
