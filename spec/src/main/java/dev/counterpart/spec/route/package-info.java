/** Where a request leads in a contract. Knows nothing of bodies and schemas. */
@NullMarked
package dev.counterpart.spec.route;

import org.jspecify.annotations.NullMarked;
