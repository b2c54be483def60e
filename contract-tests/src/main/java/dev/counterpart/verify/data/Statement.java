package dev.counterpart.verify.data;

import dev.counterpart.spec.Location;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.match.ValueMatcher;

/**
 * Something that the data file says about an answer.
 *
 * @param at the response header, by its name, or a part of the response body
 */
public record Statement(Spot at, ValueMatcher matcher, Location place) {}
