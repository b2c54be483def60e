package dev.counterpart.verify.data;

import dev.counterpart.spec.Location;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.match.ValueMatcher;

/**
 * A statement of the data file about an answer.
 *
 * @param at the name of the response header, or a part of the response body
 */
public record Statement(Spot at, ValueMatcher matcher, Location place) {}
