/** The gate in a user's own JUnit tests. Must not know the command line. */
@NullMarked
package dev.counterpart.verify.junit;

import org.jspecify.annotations.NullMarked;
