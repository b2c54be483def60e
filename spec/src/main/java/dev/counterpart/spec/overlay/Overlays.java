package dev.counterpart.spec.overlay;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.SourceLine;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * Applies overlays to a document. The nodes that they insert keep their file and line.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.0.0.html">Overlay 1.0.0</a>
 */
public final class Overlays {

    private static final Pattern VERSION = Pattern.compile("1\\.\\d+\\.\\d+.*");

    private final int maxNodes;
    private final List<Violation> violations = new ArrayList<>();

    /** @param maxNodes the most that the result may have */
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
     * @throws Unreadable if the result has too many nodes
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
            apply(overlay, root, names.size());
        }
        var out = new LinedWriter(maxNodes);
        var tree = out.tree(root.written(out));
        return new Document(document.uri(), document.name(), tree.root(), tree.lines(), names);
    }

    private void apply(Document overlay, EditedNode root, int file) {
        if (isOverlay(overlay)) {
            var actions = Lined.positions(overlay).member("actions").elements();
            for (int i = 0; i < actions.size(); i++) {
                action(overlay, "/actions/" + i, actions.get(i), root, file);
            }
        }
    }

    private boolean isOverlay(Document overlay) {
        var tree = overlay.tree();
        if (!VERSION.matcher(tree.path("overlay").asString("")).matches()) {
            invalid(overlay, "", "an overlay: a field overlay with the value 1.0.0", described(tree.path("overlay")));
            return false;
        }
        if (!tree.path("actions").isArray() || tree.path("actions").isEmpty()) {
            invalid(overlay, "/actions", "a list of actions", described(tree.path("actions")));
            return false;
        }
        return true;
    }

    private static String described(tools.jackson.databind.JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : node.isContainer()
                        ? "an " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                        : node.toString();
    }

    private void action(Document overlay, String at, Lined action, EditedNode root, int file) {
        var target = action.node().path("target");
        if (target.isString()) {
            selected(overlay, at + "/target", target.stringValue(), root)
                    .ifPresent(selected -> change(overlay, at, action, selected, file));
        } else {
            invalid(overlay, at, "an action with a target, a JSONPath", described(target));
        }
    }

    /** The nodes that the target selects; empty if it is not a JSONPath. */
    private Optional<List<Chosen>> selected(Document overlay, String at, String target, EditedNode root) {
        try {
            var selected = JsonPaths.selected(target, root);
            if (selected.isEmpty()) {
                add(DocumentRules.OVERLAY_UNMATCHED, overlay, at, "a target that exists", target);
            }
            return Optional.of(
                    selected.stream().map(steps -> Chosen.of(root, steps)).toList());
        } catch (JsonPaths.Malformed malformed) {
            invalid(overlay, at, "a JSONPath (RFC 9535)", target + ": " + malformed.getMessage());
            return Optional.empty();
        }
    }

    private void change(Document overlay, String at, Lined action, List<Chosen> selected, int file) {
        boolean removes = action.node().path("remove").asBoolean(false);
        boolean updates = action.node().has("update");
        for (var each : selected) {
            if (removes) {
                remove(overlay, at, each);
            } else if (updates) {
                update(overlay, at, each, EditedNode.of(action.member("update"), overlay.lines(), file));
            }
        }
        if (!removes && !updates) {
            invalid(overlay, at, "an action with update, or with remove: true", "neither");
        }
    }

    private void remove(Document overlay, String at, Chosen chosen) {
        if (chosen.parent() == null) {
            invalid(overlay, at + "/target", "a part of the document", "the whole document, which cannot be removed");
        } else {
            chosen.parent().remove(chosen.node());
        }
    }

    private void update(Document overlay, String at, Chosen chosen, EditedNode update) {
        if (chosen.node().isArray()) {
            chosen.node().append(update);
        } else if (chosen.node().isObject() && update.isObject()) {
            chosen.node().merge(update);
        } else if (!chosen.node().isObject() && chosen.parent() != null) {
            chosen.parent().replace(chosen.node(), update); // Overlay 1.1
        } else {
            invalid(overlay, at + "/update", "an object, as the target is one", "another value");
        }
    }

    private void invalid(Document overlay, String at, String expected, String actual) {
        add(DocumentRules.OVERLAY_INVALID, overlay, at, expected, Violation.shortened(actual));
    }

    private void add(Rule rule, Document overlay, String at, String expected, String actual) {
        var pointer = JsonPointer.compile(at);
        violations.add(Violation.of(rule, new Spot(Spot.Part.DOCUMENT, pointer), expected, actual)
                .declaredAt(overlay.location(pointer)));
    }

    /** A selected node and the node that holds it, unless it is the root. */
    private record Chosen(@Nullable EditedNode parent, EditedNode node) {

        static Chosen of(EditedNode root, List<Object> steps) {
            EditedNode parent = null;
            var node = root;
            for (var step : steps) {
                parent = node;
                node = java.util.Objects.requireNonNull(node.child(step), "the path was found in this tree");
            }
            return new Chosen(parent, node);
        }
    }
}
