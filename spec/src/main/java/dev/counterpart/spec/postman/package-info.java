/**
 * A Postman collection to an OpenAPI document. Knows nothing of the contract.
 */
@NullMarked
package dev.counterpart.spec.postman;

import org.jspecify.annotations.NullMarked;
