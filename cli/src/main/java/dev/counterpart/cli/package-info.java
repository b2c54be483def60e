/** All commands in one program: which module runs each, and the texts about the whole. It must not know what a command does. */
@NullMarked
package dev.counterpart.cli;

import org.jspecify.annotations.NullMarked;
