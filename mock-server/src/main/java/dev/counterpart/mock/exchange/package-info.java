/** Fixtures and exchanges in the formats of other tools: WireMock, HAR, Postman, Mock Service Worker. Must not know ports. */
@NullMarked
package dev.counterpart.mock.exchange;

import org.jspecify.annotations.NullMarked;
