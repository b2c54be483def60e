package dev.counterpart.spec.route;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        return route(method, path, "");
    }

    /**
     * As {@link #route(String, String)}, for paths that a document declares with a query: {@code /search?type=a}. The operation whose whole query
     * the request has wins, the longest first; otherwise the one without a query, otherwise the first.
     *
     * @param query percent-encoded; may be empty
     */
    public Route route(String method, String path, String query) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with / but was \"" + path + "\"");
        }
        var known = Method.any(method);
        var allowed = new TreeSet<Method>();
        var bare = found(known, path, query, operation -> true, allowed);
        if (bare.isPresent()) {
            return bare.get();
        }
        for (var below : basePaths.below(path)) {
            var found = found(known, below.rest(), query, below::serves, allowed);
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
            Optional<Method> method, String path, String query, Predicate<Operation> served, Set<Method> allowed) {
        var match = new Match(method, query, served, allowed);
        var segments = PathTemplate.split(path);
        var leaf = match.in(root, segments, 0);
        return leaf == null
                ? Optional.empty()
                : Optional.of(new Route.Found(leaf.operation(), leaf.template().values(segments)));
    }

    private void add(Operation operation) {
        var template = templates.computeIfAbsent(operation.key().path(), PathTemplate::of);
        var node = root;
        for (var segment : template.segments()) {
            node = node.child(segment);
        }
        var leaf = new Leaf(
                operation,
                template,
                parts(OperationKey.queryOf(operation.key().path()).orElse("")));
        var leaves = node.leaves.computeIfAbsent(operation.key().method(), any -> new ArrayList<>());
        leaves.removeIf(known -> known.query().equals(leaf.query()));
        leaves.add(leaf);
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

    /** The pairs of a query. */
    private static Set<String> parts(String query) {
        var parts = new HashSet<String>();
        for (var pair : Pair.ofQuery(query)) {
            String value = pair.value();
            boolean isAny = !pair.hasValue() || (value.startsWith("{") && value.endsWith("}"));
            parts.add(isAny ? pair.decodedName() : pair.decodedName() + "=" + pair.decodedValue());
        }
        return parts;
    }

    /** The pairs of a request, and its names alone. */
    private static Set<String> sent(String query) {
        var sent = parts(query);
        Pair.ofQuery(query).forEach(pair -> sent.add(pair.decodedName()));
        return sent;
    }

    /** @param query the pairs that the key of the path has; a name alone is satisfied by any value */
    private record Leaf(Operation operation, PathTemplate template, Set<String> query) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final List<Branch> templates = new ArrayList<>();
        final Map<Method, List<Leaf>> leaves = new HashMap<>();

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
                    .reversed()
                    .thenComparing(each -> each.segment.isGreedy()));
            return branch.node;
        }
    }

    private record Branch(PathTemplate.Segment segment, Node node) {

        /** Templates that differ only in the names of their variables share a branch. */
        boolean isSameAs(PathTemplate.Segment other) {
            return segment.fixed().equals(other.fixed()) && segment.isGreedy() == other.isGreedy();
        }
    }

    /**
     * Searches the trie for the first operation with the method, the most concrete path first. Collects the methods of
     * all matching paths.
     */
    private record Match(Optional<Method> method, String query, Predicate<Operation> served, Set<Method> allowed) {

        @Nullable Leaf in(Node node, List<String> segments, int depth) {
            if (depth == segments.size()) {
                return at(node);
            }
            String segment = segments.get(depth);
            var literal = node.literals.get(PercentEncoding.decoded(segment));
            var found = literal == null ? null : in(literal, segments, depth + 1);
            for (int i = 0; found == null && i < node.templates.size(); i++) {
                found = along(node.templates.get(i), segments, depth);
            }
            return found;
        }

        private @Nullable Leaf along(Branch branch, List<String> segments, int depth) {
            int most = branch.segment.isGreedy() ? Math.min(PathTemplate.LONGEST_VALUE, segments.size() - depth) : 1;
            Leaf found = null;
            for (int length = 1; found == null && length <= most; length++) {
                String text =
                        length == 1 ? segments.get(depth) : String.join("/", segments.subList(depth, depth + length));
                if (branch.segment.values(text).isPresent()) {
                    found = in(branch.node, segments, depth + length);
                }
            }
            return found;
        }

        private @Nullable Leaf at(Node node) {
            for (var leaves : node.leaves.values()) {
                for (var leaf : leaves) {
                    if (served.test(leaf.operation())) {
                        allowed.add(leaf.operation().key().method());
                    }
                }
            }
            var leaves = method.map(node.leaves::get).orElse(null);
            if (leaves == null) {
                return null;
            }
            var leaf = leaves.size() == 1 ? leaves.get(0) : meant(leaves);
            return served.test(leaf.operation()) ? leaf : null;
        }

        private Leaf meant(List<Leaf> leaves) {
            var sent = sent(query);
            return leaves.stream()
                    .filter(leaf -> sent.containsAll(leaf.query()))
                    .max(Comparator.comparingInt(leaf -> leaf.query().size()))
                    .orElse(leaves.get(0));
        }
    }
}
