/**
 * What a document wants sent after an answer, where to, and what came back. It does not know how the answer was chosen.
 */
@NullMarked
package dev.counterpart.mock.callback;

import org.jspecify.annotations.NullMarked;
