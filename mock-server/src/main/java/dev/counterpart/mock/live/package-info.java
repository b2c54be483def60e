/**
 * Events while a mock runs: exchanges, handed to listeners away from the request's thread. Must not know servers, or what
 * listeners do.
 */
@NullMarked
package dev.counterpart.mock.live;

import org.jspecify.annotations.NullMarked;
