/** Tests of workflows. */
@NullMarked
package dev.counterpart.verify.workflow;

import org.jspecify.annotations.NullMarked;
