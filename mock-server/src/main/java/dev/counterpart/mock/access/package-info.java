/**
 * Whether the credentials of a request are present, well formed and, if tokens are checked, valid. It does not know what is answered to those who are refused.
 */
@NullMarked
package dev.counterpart.mock.access;

import org.jspecify.annotations.NullMarked;
