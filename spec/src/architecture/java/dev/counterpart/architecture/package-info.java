/** The architecture of all modules as rules. The tests of each module compile and run this one source. */
@NullMarked
package dev.counterpart.architecture;

import org.jspecify.annotations.NullMarked;
