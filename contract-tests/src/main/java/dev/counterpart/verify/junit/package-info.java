/** The gate in a user's own JUnit tests. Knows nothing of the command line. */
@NullMarked
package dev.counterpart.verify.junit;

import org.jspecify.annotations.NullMarked;
