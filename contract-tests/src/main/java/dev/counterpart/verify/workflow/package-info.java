/**
 * Workflows: steps → requests, one after the other, and what follows each result. Must not know transports.
 */
@NullMarked
package dev.counterpart.verify.workflow;

import org.jspecify.annotations.NullMarked;
