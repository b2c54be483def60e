package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.Tree;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonPointer;

/**
 * A YAML or JSON file of this project, such as a fixture. It is read by the same rules as a document, and every node
 * has a line.
 */
public sealed interface DataFile {

    /** The file was read; {@code warnings} are possible mistakes, such as duplicate keys. */
    record Read(Document document, List<Violation> warnings) implements DataFile {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** The file could not be read. */
    record Rejected(List<Violation> violations) implements DataFile {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /**
     * Reads a file within the default limits.
     *
     * @param name the name in messages
     */
    static DataFile read(Path file, String name) {
        try {
            return read(Source.uri(file.toString()), name, ReadOptions.defaults());
        } catch (Unreadable noName) {
            return new Rejected(List.of(noName.in(name)));
        }
    }

    /** The same for a URI, within these limits. */
    static DataFile read(URI uri, String name, ReadOptions options) {
        try {
            byte[] bytes = Source.bytes(uri, options.maxBytes(), options.timeout());
            var tree = TreeReader.read(bytes, options.maxDepth(), options.maxNodes());
            return new Read(
                    new Document(uri, name, tree.root(), tree.lines()),
                    tree.remarks().stream().map(remark -> warning(remark, name)).toList());
        } catch (Unreadable broken) {
            return new Rejected(List.of(broken.in(name)));
        }
    }

    private static Violation warning(Tree.Remark remark, String name) {
        return Violation.of(
                        remark.rule(),
                        Spot.of(Spot.Part.FIXTURE),
                        remark.expected(),
                        Violation.shortened(remark.actual()))
                .declaredAt(new Location(name, remark.line(), JsonPointer.empty()));
    }
}
