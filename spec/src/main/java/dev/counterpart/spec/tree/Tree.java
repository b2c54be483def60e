package dev.counterpart.spec.tree;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.read.DocumentReferences;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The values of a file.
 *
 * @param nodes number of values, with aliases expanded
 * @param remarks on content that can be read but is not correct
 * @param references as {@link DocumentReferences} finds them, if they were collected while parsing
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

    /** A remark about a line without a pointer, such as an overridden value. */
    public record Remark(Rule rule, int line, String expected, String actual) {

        /** The remark as a warning about that file. */
        public Violation in(String file) {
            return Violation.of(rule, Spot.of(Spot.Part.DOCUMENT), expected, Violation.shortened(actual))
                    .declaredAt(new Location(file, line, JsonPointer.empty()))
                    .withSeverity(Severity.WARNING);
        }
    }
}
