/** Sockets: converts requests and responses of Javalin and Jetty to ours and back. Must not know how answers are chosen. */
@NullMarked
package dev.counterpart.mock.server;

import org.jspecify.annotations.NullMarked;
