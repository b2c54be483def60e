/**
 * Violations that only several requests show together: results so far to further requests and results. Must not know transports.
 */
@NullMarked
package dev.counterpart.verify.pass;

import org.jspecify.annotations.NullMarked;
