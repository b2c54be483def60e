/** Tests of the gate as a whole, against providers that are right, odd and wrong. Knows nothing of the gate's inside. */
@NullMarked
package dev.counterpart.verify;

import org.jspecify.annotations.NullMarked;
