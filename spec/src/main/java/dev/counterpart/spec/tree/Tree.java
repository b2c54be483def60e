package dev.counterpart.spec.tree;

import dev.counterpart.spec.Location;
import dev.counterpart.spec.Rule;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.SourceMap;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.read.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A file as values.
 *
 * @param nodes how many values there are, aliases expanded
 * @param remarks on what is legible but should not be so
 * @param references as {@link References} finds them, where they were noticed while the file was parsed
 */
public record Tree(JsonNode root, SourceMap lines, int nodes, List<Remark> remarks, Optional<Set<String>> references) {

    public Tree {
        remarks = List.copyOf(remarks);
    }

    Tree(JsonNode root, SourceMap lines, int nodes, List<Remark> remarks) {
        this(root, lines, nodes, remarks, Optional.empty());
    }

    Tree withRemarks(List<Remark> others) {
        return new Tree(root, lines, nodes, others, references);
    }

    /** Something at a line that has no pointer of its own, as a value that another one replaced. */
    public record Remark(Rule rule, int line, String expected, String actual) {

        /** The same as a warning about that file. */
        public Violation in(String file) {
            return Violation.of(rule, Spot.of(Spot.Part.DOCUMENT), expected, Violation.shortened(actual))
                    .declaredAt(new Location(file, line, JsonPointer.empty()))
                    .withSeverity(Severity.WARNING);
        }
    }
}
