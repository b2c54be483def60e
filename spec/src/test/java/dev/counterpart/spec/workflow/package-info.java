/** Tests of workflows. */
@NullMarked
package dev.counterpart.spec.workflow;

import org.jspecify.annotations.NullMarked;
