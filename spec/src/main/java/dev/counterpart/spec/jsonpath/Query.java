package dev.counterpart.spec.jsonpath;

import java.util.List;

/**
 * Segments that begin at the root, or at the current node of a filter.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.1">RFC 9535 §2.1</a>
 */
record Query(boolean isAbsolute, List<Segment> segments) implements Operand {

    /** @param descends whether the selectors are applied to the node and all nodes inside */
    record Segment(boolean descends, List<Selector> selectors) {}

    Query {
        segments = List.copyOf(segments);
    }

    /** Whether it selects at most one node. */
    boolean isSingular() {
        return segments.stream()
                .allMatch(segment -> !segment.descends()
                        && segment.selectors().size() == 1
                        && segment.selectors().get(0).isSingular());
    }
}
