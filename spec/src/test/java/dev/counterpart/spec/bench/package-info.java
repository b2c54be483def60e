/** Measures of speed and memory, run by {@code mvn -Pbench verify}: they print, and assert nothing about time. */
@NullMarked
package dev.counterpart.spec.bench;

import org.jspecify.annotations.NullMarked;
