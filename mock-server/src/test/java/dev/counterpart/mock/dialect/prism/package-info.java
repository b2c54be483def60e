@NullMarked
package dev.counterpart.mock.dialect.prism;

import org.jspecify.annotations.NullMarked;
