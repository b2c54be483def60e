/** From a file or URL to a contract, or to what is wrong with the file. Knows nothing of messages. */
@NullMarked
package dev.counterpart.spec.read;

import org.jspecify.annotations.NullMarked;
