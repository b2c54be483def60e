/** Tests of the package of the same name. */
@NullMarked
package dev.counterpart.verify.lint;

import org.jspecify.annotations.NullMarked;
