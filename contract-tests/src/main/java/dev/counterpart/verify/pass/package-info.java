/** What only several requests show together: results so far to further requests and results. Knows nothing of transports. */
@NullMarked
package dev.counterpart.verify.pass;

import org.jspecify.annotations.NullMarked;
