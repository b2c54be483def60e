/** Keeps secrets out of what people read: reports, logs, recordings. Knows HTTP messages, and nothing of OpenAPI. */
@NullMarked
package dev.counterpart.spec.secret;

import org.jspecify.annotations.NullMarked;
