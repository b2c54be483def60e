/**
 * Where an answer comes from: a list of sources, each asked the same question in turn. It knows neither rendering nor servers.
 */
@NullMarked
package dev.counterpart.mock.source;

import org.jspecify.annotations.NullMarked;
