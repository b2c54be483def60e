package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.rule.Spot;

/**
 * A statement of the data file about an answer.
 *
 * @param at the name of the response header, or a part of the response body
 */
public record Statement(Spot at, ValueMatcher matcher, Location place) {}
