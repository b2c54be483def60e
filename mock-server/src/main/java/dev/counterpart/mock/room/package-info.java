/** The control room: a page to inspect and control a running mock by its admin API. Must not know how answers are made. */
@NullMarked
package dev.counterpart.mock.room;

import org.jspecify.annotations.NullMarked;
