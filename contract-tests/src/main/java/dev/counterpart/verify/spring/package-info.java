/** The exchanges of a user's own Spring tests, handed to the validation. Must not know what is valid. */
@NullMarked
package dev.counterpart.verify.spring;

import org.jspecify.annotations.NullMarked;
