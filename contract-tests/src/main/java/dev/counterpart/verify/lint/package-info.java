/** The problems of a document. Must not know providers. */
@NullMarked
package dev.counterpart.verify.lint;

import org.jspecify.annotations.NullMarked;
