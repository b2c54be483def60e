/**
 * What a request says: the parts that conditions can use, the client's preferences, its session. Must not know how answers are made.
 */
@NullMarked
package dev.counterpart.mock.request;

import org.jspecify.annotations.NullMarked;
