/** HTTP messages as values, without a server or client. Must not know OpenAPI. */
@NullMarked
package dev.counterpart.spec.http;

import org.jspecify.annotations.NullMarked;
