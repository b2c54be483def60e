package dev.counterpart.spec.read;

import dev.counterpart.spec.Rule;
import dev.counterpart.spec.SourceMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A file as values.
 *
 * @param nodes how many values there are, aliases expanded
 * @param remarks on what is legible but should not be so
 */
record Tree(JsonNode root, SourceMap lines, int nodes, List<Remark> remarks) {

    Tree {
        remarks = List.copyOf(remarks);
    }

    /** Something at a line that has no pointer of its own, as a value that another one replaced. */
    record Remark(Rule rule, int line, String expected, String actual) {}
}
