package dev.counterpart.spec.jsonpath;

import dev.counterpart.spec.jsonpath.Query.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One evaluation of a path. */
final class Evaluation<N> {

    private final PathTree<N> tree;
    private final PathMatch<N> root;
    private final int most;
    private final Conditions<N> conditions = new Conditions<>(this);

    /** @param most nodes that a segment may select */
    Evaluation(PathTree<N> tree, N root, int most) {
        this.tree = tree;
        this.root = new PathMatch<>(List.of(), root);
        this.most = most;
    }

    List<PathMatch<N>> selected(Query query) throws JsonPath.Malformed {
        return selected(query, root);
    }

    List<PathMatch<N>> selected(Query query, PathMatch<N> current) throws JsonPath.Malformed {
        var nodes = List.of(query.isAbsolute() ? root : current);
        for (var segment : query.segments()) {
            nodes = children(segment, nodes);
        }
        return nodes;
    }

    private List<PathMatch<N>> children(Segment segment, List<PathMatch<N>> nodes) throws JsonPath.Malformed {
        var found = new ArrayList<PathMatch<N>>();
        for (var node : nodes) {
            if (segment.descends()) {
                descend(segment, node, found);
            } else {
                select(segment, node, found);
            }
        }
        return found;
    }

    /** The node, then everything inside, each before what is inside of it (RFC 9535 §2.5.2.2). */
    private void descend(Segment segment, PathMatch<N> node, List<PathMatch<N>> found) throws JsonPath.Malformed {
        select(segment, node, found);
        for (var child : all(node)) {
            descend(segment, child, found);
        }
    }

    private void select(Segment segment, PathMatch<N> node, List<PathMatch<N>> found) throws JsonPath.Malformed {
        for (var selector : segment.selectors()) {
            select(selector, node, found);
            if (found.size() > most) {
                throw new JsonPath.Malformed("it selects more than " + most + " nodes");
            }
        }
    }

    private void select(Selector selector, PathMatch<N> node, List<PathMatch<N>> found) throws JsonPath.Malformed {
        if (selector instanceof Selector.Name named) {
            if (tree.isObject(node.node()) && tree.names(node.node()).contains(named.name())) {
                found.add(node.child(named.name(), tree.member(node.node(), named.name())));
            }
        } else if (selector instanceof Selector.Index at) {
            element(at.index(), node, found::add);
        } else if (selector instanceof Selector.Slice slice) {
            sliced(slice, node, found);
        } else if (selector instanceof Selector.Filter filter) {
            for (var child : all(node)) {
                if (conditions.hold(filter.condition(), child)) {
                    found.add(child);
                }
            }
        } else {
            found.addAll(all(node));
        }
    }

    private List<PathMatch<N>> all(PathMatch<N> node) {
        var children = new ArrayList<PathMatch<N>>();
        if (tree.isObject(node.node())) {
            tree.names(node.node()).forEach(name -> children.add(node.child(name, tree.member(node.node(), name))));
        } else if (tree.isArray(node.node())) {
            var elements = tree.elements(node.node());
            for (int i = 0; i < elements.size(); i++) {
                children.add(node.child(i, elements.get(i)));
            }
        }
        return children;
    }

    private void element(long index, PathMatch<N> node, Consumer<PathMatch<N>> found) {
        if (tree.isArray(node.node())) {
            var elements = tree.elements(node.node());
            long counted = index < 0 ? elements.size() + index : index;
            if (counted >= 0 && counted < elements.size()) {
                found.accept(node.child((int) counted, elements.get((int) counted)));
            }
        }
    }

    /** RFC 9535 §2.3.4.2.2. */
    private void sliced(Selector.Slice slice, PathMatch<N> node, List<PathMatch<N>> found) {
        if (!tree.isArray(node.node()) || slice.step() == 0) {
            return;
        }
        var elements = tree.elements(node.node());
        int size = elements.size();
        if (slice.step() > 0) {
            long upper = bounded(slice.end().orElse(size), size, 0, size);
            for (long i = bounded(slice.start().orElse(0), size, 0, size); i < upper; i += slice.step()) {
                found.add(node.child((int) i, elements.get((int) i)));
            }
        } else {
            long lower = slice.end().isPresent() ? bounded(slice.end().getAsLong(), size, -1, size - 1L) : -1;
            for (long i = bounded(slice.start().orElse(size - 1L), size, -1, size - 1L); i > lower; i += slice.step()) {
                found.add(node.child((int) i, elements.get((int) i)));
            }
        }
    }

    private static long bounded(long index, int size, long least, long most) {
        return Math.min(Math.max(index < 0 ? size + index : index, least), most);
    }

    /** The value of the only node that a query selects. */
    Optional<JsonNode> value(Query query, PathMatch<N> current) throws JsonPath.Malformed {
        var nodes = selected(query, current);
        return nodes.size() == 1 ? Optional.of(tree.json(nodes.get(0).node())) : Optional.empty();
    }
}
