/**
 * The mock as a function from request to response, in stages: route, authorise, validate, choose, render. Must not know ports and
 * servers.
 */
@NullMarked
package dev.counterpart.mock.engine;

import org.jspecify.annotations.NullMarked;
