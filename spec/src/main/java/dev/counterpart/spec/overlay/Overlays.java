package dev.counterpart.spec.overlay;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.SourceLine;
import dev.counterpart.spec.jsonpath.JsonPath;
import dev.counterpart.spec.jsonpath.PathMatch;
import dev.counterpart.spec.overlay.OverlayAction.Field;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * Applies overlays to a document. The nodes that they insert keep their file and line.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.2.0.html">Overlay 1.2.0</a>
 */
public final class Overlays {

    private final int maxNodes;
    private final List<Violation> violations = new ArrayList<>();
    private long inserted;

    /** @param maxNodes the most that the result may have, and that may be inserted */
    public Overlays(int maxNodes) {
        this.maxNodes = maxNodes;
    }

    /** The violations of the overlays: errors, and warnings about actions that change nothing. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /**
     * The document after all actions of the overlays, in their order.
     *
     * @throws Unreadable if too many nodes are inserted, or the result has too many
     */
    public Document applied(Document document, List<Document> overlays) throws Unreadable {
        if (overlays.size() > SourceLine.MOST_FILES) {
            throw new Unreadable(
                    DocumentRules.LIMIT,
                    0,
                    "at most " + SourceLine.MOST_FILES + " overlays",
                    overlays.size() + " overlays");
        }
        var root = EditedNode.of(Lined.positions(document), document.lines(), 0);
        var names = new ArrayList<String>();
        for (var overlay : overlays) {
            names.add(overlay.name());
            new Overlay(overlay, names.size(), root).apply();
        }
        var out = new LinedWriter(maxNodes);
        var tree = out.tree(root.written(out));
        return new Document(document.uri(), document.name(), tree.root(), tree.lines(), names);
    }

    /** A new node for each place, which later actions may edit there. */
    private EditedNode inserted(EditedNode value) throws Unreadable {
        inserted += value.size();
        if (inserted > maxNodes) {
            throw new Unreadable(DocumentRules.LIMIT, 0, "overlays that insert at most " + maxNodes + " nodes", "more");
        }
        return value.copy();
    }

    /** One overlay, while it is applied. */
    private final class Overlay {

        private final Document overlay;
        private final int file;
        private final EditedNode root;
        private final OverlayViolations reports;
        private final OverlayReader reader;

        Overlay(Document overlay, int file, EditedNode root) {
            this.overlay = overlay;
            this.file = file;
            this.root = root;
            this.reports = new OverlayViolations(overlay, violations);
            this.reader = new OverlayReader(overlay, reports);
        }

        void apply() throws Unreadable {
            for (var action : reader.actions()) {
                var selected = selected(action.targetAt(), action.target());
                if (selected.isPresent() && selected.get().isEmpty()) {
                    reports.unmatched(action.targetAt(), action.target());
                } else if (selected.isPresent()) {
                    change(action, selected.get());
                }
            }
        }

        /** The nodes that a path selects; empty if it is not a JSONPath, which is reported. */
        private Optional<List<Chosen>> selected(JsonPointer at, String path) {
            try {
                var parsed = JsonPath.parse(path);
                if (!parsed.isStandard()) {
                    reports.lenient(
                            at,
                            "a JSONPath (RFC 9535)",
                            path + ": a name with a hyphen and without quotation marks",
                            "write ['x-name'] instead of .x-name");
                }
                return Optional.of(parsed.selected(EditedNode.TREE, root).stream()
                        .map(PathMatch::steps)
                        .distinct()
                        .map(steps -> Chosen.of(root, steps))
                        .toList());
            } catch (JsonPath.Malformed malformed) {
                reports.invalid(at, "a JSONPath (RFC 9535)", path + ": " + malformed.reason());
                return Optional.empty();
            }
        }

        private void change(OverlayAction action, List<Chosen> selected) throws Unreadable {
            if (action.removes()) {
                selected.forEach(each -> remove(action, each));
                return;
            }
            boolean isMixed =
                    selected.stream().map(each -> each.node().kind()).distinct().count() > 1;
            if (isMixed && reader.minor() > 0) {
                reports.invalid(
                        action.targetAt(),
                        "nodes that are all objects, all arrays, or all other values",
                        "several kinds");
                return;
            }
            var value = value(action);
            var source = action.update().or(action::copy);
            if (source.isPresent() && value.isPresent()) {
                for (var each : selected) {
                    update(source.get(), each, inserted(value.get()));
                }
            }
        }

        private Optional<EditedNode> value(OverlayAction action) {
            return action.update().isPresent()
                    ? action.update().map(each -> EditedNode.of(each.value(), overlay.lines(), file))
                    : action.copy().flatMap(this::copied);
        }

        /** The node of the document that {@code copy} selects; empty if it is not exactly one, which is reported. */
        private Optional<EditedNode> copied(Field copy) {
            var sources = selected(copy.at(), copy.value().text());
            if (sources.isPresent() && sources.get().size() != 1) {
                reports.invalid(
                        copy.at(),
                        "a JSONPath that selects one node",
                        Counted.of(sources.get().size(), "node") + " selected by "
                                + copy.value().text());
                return Optional.empty();
            }
            return sources.map(each -> each.get(0).node());
        }

        private void remove(OverlayAction action, Chosen chosen) {
            if (chosen.parent() == null) {
                reports.invalid(
                        action.targetAt(), "a part of the document", "the whole document, which cannot be removed");
            } else {
                chosen.parent().remove(chosen.node());
            }
        }

        private void update(Field source, Chosen chosen, EditedNode value) {
            var target = chosen.node();
            if (target.isArray()) {
                target.append(value, reader.minor() > 0);
            } else if (target.isObject() && value.isObject()) {
                target.merge(
                        value,
                        JsonPointer.empty(),
                        reader.minor() == 0,
                        path -> reports.invalid(
                                source.at(),
                                "members of the kinds that the document has: objects, arrays, or other values",
                                "another kind for " + path));
            } else if (target.isObject()) {
                reports.invalid(source.at(), "an object, as the target is one", "another value");
            } else if (value.isObject() || value.isArray()) {
                reports.invalid(source.at(), "a text, number, boolean or null, as the target is one", "another value");
            } else {
                Objects.requireNonNull(chosen.parent(), "a document is an object")
                        .replace(target, value);
            }
        }
    }

    /** A selected node and the node that holds it, unless it is the root. */
    private record Chosen(@Nullable EditedNode parent, EditedNode node) {

        static Chosen of(EditedNode root, List<Object> steps) {
            EditedNode parent = null;
            var node = root;
            for (var step : steps) {
                parent = node;
                node = Objects.requireNonNull(node.child(step), "the path was found in this tree");
            }
            return new Chosen(parent, node);
        }
    }
}
