/** Converts Postman collections to OpenAPI documents. Must not know the contract. */
@NullMarked
package dev.counterpart.spec.postman;

import org.jspecify.annotations.NullMarked;
