/**
 * What happens while a mock runs: exchanges, and those who listen to them away from the request's thread. It knows neither servers nor
 * what listeners do.
 */
@NullMarked
package dev.counterpart.mock.live;

import org.jspecify.annotations.NullMarked;
