package dev.counterpart.spec.read;

import dev.counterpart.spec.Document;
import dev.counterpart.spec.Location;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonPointer;

/** A file of ours in YAML or JSON, such as a fixture: read by the same rules as a document, and every node has its line. */
public sealed interface DataFile {

    /** The file could be read; {@code warnings} tell what is odd in it, as a key that occurs twice. */
    record Read(Document document, List<Violation> warnings) implements DataFile {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** It could not. */
    record Rejected(List<Violation> violations) implements DataFile {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /**
     * Reads a file within the default limits.
     *
     * @param name how messages call it
     */
    static DataFile read(Path file, String name) {
        var options = ReadOptions.defaults();
        try {
            var uri = Source.uri(file.toString());
            byte[] bytes = Source.bytes(uri, options.maxBytes(), options.timeout());
            var tree = TreeReader.read(bytes, options.maxDepth(), options.maxNodes());
            var document = new Document(uri, name, tree.root(), tree.lines());
            return new Read(
                    document,
                    tree.remarks().stream()
                            .map(remark -> Violation.of(
                                            remark.rule(),
                                            Spot.of(Spot.Part.FIXTURE),
                                            remark.expected(),
                                            Violation.shortened(remark.actual()))
                                    .declaredAt(new Location(name, remark.line(), JsonPointer.empty())))
                            .toList());
        } catch (Unreadable broken) {
            return new Rejected(List.of(broken.in(name)));
        }
    }
}
