/** The goals of the Maven plugin: settings of a build → the commands. Must not know what the commands do. */
@NullMarked
package dev.counterpart.maven;

import org.jspecify.annotations.NullMarked;
