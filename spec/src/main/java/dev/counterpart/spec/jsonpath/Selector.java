package dev.counterpart.spec.jsonpath;

import java.util.OptionalLong;

/**
 * What selects children of a node.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.3">RFC 9535 §2.3</a>
 */
sealed interface Selector {

    record Name(String name) implements Selector {}

    record Wildcard() implements Selector {}

    /** @param index from the end if it is negative */
    record Index(long index) implements Selector {}

    record Slice(OptionalLong start, OptionalLong end, long step) implements Selector {}

    record Filter(Condition condition) implements Selector {}

    /** Whether it selects at most one child. */
    default boolean isSingular() {
        return this instanceof Name || this instanceof Index;
    }
}
