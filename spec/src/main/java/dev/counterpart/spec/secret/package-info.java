/** Keeps secrets out of what people read: reports, logs, recordings. Must not know OpenAPI. */
@NullMarked
package dev.counterpart.spec.secret;

import org.jspecify.annotations.NullMarked;
