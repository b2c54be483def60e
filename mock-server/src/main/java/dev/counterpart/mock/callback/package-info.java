/** The callbacks that a document declares, their URLs, and their responses. Must not know how the answer was chosen. */
@NullMarked
package dev.counterpart.mock.callback;

import org.jspecify.annotations.NullMarked;
