/** The goals in one JVM; the projects in "it" run them in Maven. Must not know what the commands do. */
@NullMarked
package dev.counterpart.maven;

import org.jspecify.annotations.NullMarked;
