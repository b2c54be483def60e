/**
 * Stateful answers: requests create, read, change and remove items of collections. Must not know where items are kept.
 */
@NullMarked
package dev.counterpart.mock.stored;

import org.jspecify.annotations.NullMarked;
