/**
 * A Swagger 2.0 document to one of OpenAPI 3.0, on the same tree and with the same lines. Knows nothing of the contract.
 */
@NullMarked
package dev.counterpart.spec.swagger;

import org.jspecify.annotations.NullMarked;
