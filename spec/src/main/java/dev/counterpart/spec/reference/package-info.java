/**
 * Where references between schemas lead: {@code $ref}, {@code $id}, anchors and discriminators. Knows nothing of values.
 */
@NullMarked
package dev.counterpart.spec.reference;

import org.jspecify.annotations.NullMarked;
