/**
 * What of the contracts the traffic has reached. It does not know how exchanges came about.
 */
@NullMarked
package dev.counterpart.mock.coverage;

import org.jspecify.annotations.NullMarked;
