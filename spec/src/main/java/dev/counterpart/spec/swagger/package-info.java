/**
 * Converts Swagger 2.0 documents to OpenAPI 3.0, on the same tree and with the same lines. Must not know the contract.
 */
@NullMarked
package dev.counterpart.spec.swagger;

import org.jspecify.annotations.NullMarked;
