/** The way to the server that a proxy stands before. It must not know contracts, nor how answers are judged. */
@NullMarked
package dev.counterpart.mock.proxy;

import org.jspecify.annotations.NullMarked;
