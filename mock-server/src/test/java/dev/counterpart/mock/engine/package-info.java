@NullMarked
package dev.counterpart.mock.engine;

import org.jspecify.annotations.NullMarked;
