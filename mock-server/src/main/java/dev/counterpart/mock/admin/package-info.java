/** What a running server tells of itself: the coverage of its traffic, and the API below {@code /__counterpart}. Knows nothing of how answers are made. */
@NullMarked
package dev.counterpart.mock.admin;

import org.jspecify.annotations.NullMarked;
