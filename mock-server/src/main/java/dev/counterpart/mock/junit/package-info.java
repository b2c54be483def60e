/** The mock in JUnit Jupiter tests. Must not know how answers are made. */
@NullMarked
package dev.counterpart.mock.junit;

import org.jspecify.annotations.NullMarked;
