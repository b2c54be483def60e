/**
 * The latest exchanges of a running mock: kept, searched, counted, and written as JSON without secrets. Must not know servers.
 */
@NullMarked
package dev.counterpart.mock.journal;

import org.jspecify.annotations.NullMarked;
