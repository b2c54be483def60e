/** Resolves references between schemas: {@code $ref}, {@code $id}, anchors and discriminators. Must not know values. */
@NullMarked
package dev.counterpart.spec.reference;

import org.jspecify.annotations.NullMarked;
