/**
 * Whether the credentials of a request are present, well formed and, if tokens are checked, valid. Must not know what is
 * answered.
 */
@NullMarked
package dev.counterpart.mock.access;

import org.jspecify.annotations.NullMarked;
