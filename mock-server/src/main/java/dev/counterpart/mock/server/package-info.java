/**
 * Sockets: requests and responses of Javalin and Jetty as ours and back. It does not know how answers are chosen.
 */
@NullMarked
package dev.counterpart.mock.server;

import org.jspecify.annotations.NullMarked;
