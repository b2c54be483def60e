package dev.counterpart.spec.route;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Routes requests to operations. The most concrete path wins, regardless of the order in the document: {@code
 * /pets/mine} before {@code /pets/{petId}}, {@code /{name}.json} before {@code /{name}}. The router is a trie of
 * segments, so the cost does not grow with the number of operations.
 *
 * <p>Thread-safe.
 */
public final class Router {

    /** The maximum length of a path, in characters, for which the most similar path is searched. */
    private static final int LONGEST_COMPARED = 200;

    /** How many pairs of characters are compared for it: some milliseconds. In a larger document, the paths after that are not considered. */
    private static final long MOST_COMPARED = 5_000_000;

    private final Node root = new Node();
    private final Map<String, PathTemplate> templates = new LinkedHashMap<>();
    private final BasePaths basePaths;

    public Router(Contract contract) {
        for (var operation : contract.operations()) {
            add(operation);
        }
        basePaths = new BasePaths(contract.operations());
    }

    /**
     * Routes a request. The path is looked up unchanged. If no operation is found, it is looked up below the path of
     * each {@code servers} entry.
     *
     * @param method as sent
     * @param path percent-encoded, without the query; for example {@code /pets/42}
     * @throws IllegalArgumentException if {@code path} does not start with a slash
     */
    public Route route(String method, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with / but was \"" + path + "\"");
        }
        var known = Method.named(method);
        var allowed = EnumSet.noneOf(Method.class);
        var bare = found(known, path, operation -> true, allowed);
        if (bare.isPresent()) {
            return bare.get();
        }
        for (var below : basePaths.below(path)) {
            var found = found(known, below.rest(), below::serves, allowed);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return allowed.isEmpty() ? new Route.Nowhere(path, nearest(path)) : new Route.WrongMethod(path, allowed);
    }

    /** The paths in document order. */
    public List<String> paths() {
        return List.copyOf(templates.keySet());
    }

    private Optional<Route> found(
            Optional<Method> method, String path, Predicate<Operation> served, Set<Method> allowed) {
        var match = new Match(method, served, allowed);
        var segments = PathTemplate.split(path);
        var leaf = match.in(root, segments, 0);
        return leaf == null
                ? Optional.empty()
                : Optional.of(new Route.Found(leaf.operation(), Match.values(leaf.template(), segments)));
    }

    private void add(Operation operation) {
        var template = templates.computeIfAbsent(operation.key().path(), PathTemplate::of);
        var node = root;
        for (var segment : template.segments()) {
            node = node.child(segment);
        }
        node.leaves.put(operation.key().method(), new Leaf(operation, template));
    }

    private Optional<String> nearest(String path) {
        if (path.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String decoded = PercentEncoding.decoded(path);
        int least = Integer.MAX_VALUE;
        String nearest = null;
        long work = 0;
        for (String candidate : templates.keySet()) {
            work += (long) candidate.length() * decoded.length();
            if (work > MOST_COMPARED) {
                break;
            }
            int distance = Similarity.distance(candidate, decoded);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private record Leaf(Operation operation, PathTemplate template) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final List<Branch> templates = new ArrayList<>();
        final Map<Method, Leaf> leaves = new EnumMap<>(Method.class);

        Node child(PathTemplate.Segment segment) {
            if (segment.isLiteral()) {
                return literals.computeIfAbsent(segment.fixed().get(0), text -> new Node());
            }
            for (var branch : templates) {
                if (branch.isSameAs(segment)) {
                    return branch.node;
                }
            }
            var branch = new Branch(segment, new Node());
            templates.add(branch);
            templates.sort(Comparator.comparingInt((Branch each) -> each.segment.fixedLength())
                    .reversed());
            return branch.node;
        }
    }

    private record Branch(PathTemplate.Segment segment, Node node) {

        /** Templates that differ only in the names of their variables share a branch. */
        boolean isSameAs(PathTemplate.Segment other) {
            return segment.fixed().equals(other.fixed());
        }
    }

    /**
     * Searches the trie for the first operation with the method, the most concrete path first. Collects the methods of
     * all matching paths.
     */
    private record Match(Optional<Method> method, Predicate<Operation> served, Set<Method> allowed) {

        @Nullable Leaf in(Node node, List<String> segments, int depth) {
            if (depth == segments.size()) {
                return at(node);
            }
            String segment = segments.get(depth);
            var literal = node.literals.get(PercentEncoding.decoded(segment));
            var found = literal == null ? null : in(literal, segments, depth + 1);
            for (int i = 0; found == null && i < node.templates.size(); i++) {
                var branch = node.templates.get(i);
                if (branch.segment.values(segment).isPresent()) {
                    found = in(branch.node, segments, depth + 1);
                }
            }
            return found;
        }

        private @Nullable Leaf at(Node node) {
            for (var leaf : node.leaves.values()) {
                if (served.test(leaf.operation())) {
                    allowed.add(leaf.operation().key().method());
                }
            }
            var leaf = method.map(node.leaves::get).orElse(null);
            return leaf != null && served.test(leaf.operation()) ? leaf : null;
        }

        /** The values by the variable names of this operation's template. */
        static Map<String, String> values(PathTemplate template, List<String> segments) {
            var values = new LinkedHashMap<String, String>();
            var parts = template.segments();
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).isLiteral()) {
                    parts.get(i).values(segments.get(i)).ifPresent(values::putAll);
                }
            }
            return values;
        }
    }
}
