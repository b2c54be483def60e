/** Overlays: changes to a document that are written in files of their own. Must not know how contracts are read. */
@NullMarked
package dev.counterpart.spec.overlay;

import org.jspecify.annotations.NullMarked;
