/**
 * Workflows (Arazzo 1.0 and 1.1): file → workflows over the operations of a contract, or violations; and the values and conditions of their
 * steps. Must not know how requests are sent.
 */
@NullMarked
package dev.counterpart.spec.workflow;

import org.jspecify.annotations.NullMarked;
