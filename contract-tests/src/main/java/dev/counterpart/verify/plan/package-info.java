/**
 * Contract and data to the cases of a run: all sources, without duplicates, in order. Must not know transports, checks or
 * reports.
 */
@NullMarked
package dev.counterpart.verify.plan;

import org.jspecify.annotations.NullMarked;
