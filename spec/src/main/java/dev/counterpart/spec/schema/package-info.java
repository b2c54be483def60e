/**
 * A schema and a JSON value to findings, by networknt with keywords of ours. Knows nothing of messages and operations.
 */
@NullMarked
package dev.counterpart.spec.schema;

import org.jspecify.annotations.NullMarked;
