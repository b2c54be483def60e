/** Tests of what several requests show together. */
@NullMarked
package dev.counterpart.verify.pass;

import org.jspecify.annotations.NullMarked;
