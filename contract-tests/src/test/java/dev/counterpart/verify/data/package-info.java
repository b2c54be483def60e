/** Tests of the package of the same name. Knows nothing of later stages. */
@NullMarked
package dev.counterpart.verify.data;

import org.jspecify.annotations.NullMarked;
