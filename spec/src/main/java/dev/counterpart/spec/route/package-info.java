/** Routes requests to operations of a contract. Must not know bodies and schemas. */
@NullMarked
package dev.counterpart.spec.route;

import org.jspecify.annotations.NullMarked;
