package dev.counterpart.mock.engine;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Contracts side by side, each below its prefix, and the choice among them for a request. The longest prefix wins; among equal
 * prefixes the more concrete path, then the first contract.
 *
 * <p>Thread-safe.
 */
public final class Mounts implements Service {

    /**
     * A contract below a prefix.
     *
     * @param position among the contracts of the server
     * @param prefix empty, or with a leading slash and without one at its end
     * @param front the service behind it, which gets paths without the prefix
     */
    public record Mount(int position, String prefix, MockEngine engine, Service front) {

        Answer answer(Request below, Optional<Rest> rest) {
            return front.answer(below, rest).ofContract(position);
        }

        boolean covers(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }

        Request below(Request request) {
            if (prefix.isEmpty()) {
                return request;
            }
            String rest = request.path().substring(prefix.length());
            return request.withPath(rest.isEmpty() ? "/" : rest);
        }

        Candidate candidate(Request request) {
            var below = below(request);
            return new Candidate(this, below, engine.route(below));
        }
    }

    private record Candidate(Mount mount, Request below, Route route) {

        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                        (Candidate each) -> -each.mount.prefix().length())
                .thenComparing(each -> !each.isBare())
                .thenComparing(Candidate::shape);

        Answer answer(Optional<Rest> rest) {
            return mount.answer(below, rest);
        }

        boolean isFound() {
            return route instanceof Route.Found;
        }

        /** Whether the path is that of the document, not one below the path of a server. */
        private boolean isBare() {
            return segments(template()).length == segments(below.path()).length;
        }

        /** The variable segments of the template; fixed ones sort first. */
        private String shape() {
            var shape = new StringBuilder();
            for (String segment : segments(template())) {
                shape.append(segment.indexOf('{') < 0 ? 'a' : 'b');
            }
            return shape.toString();
        }

        private String template() {
            return ((Route.Found) route).operation().key().path();
        }

        private static String[] segments(String path) {
            return path.split("/", -1);
        }
    }

    private final List<Mount> mounts;
    private final boolean mayWait;

    /** @param mounts at least one */
    public Mounts(List<Mount> mounts) {
        this.mounts = List.copyOf(mounts);
        this.mayWait = mounts.stream().anyMatch(mount -> mount.front().mayWait());
    }

    @Override
    public Answer answer(Request request, Optional<Rest> rest) {
        String path = request.path();
        var covering = mounts.size() == 1 && mounts.get(0).covers(path)
                ? mounts
                : mounts.stream().filter(mount -> mount.covers(path)).toList();
        if (covering.isEmpty()) {
            return mounts.get(0).engine().nowhere(request, prefixes());
        }
        if (covering.size() == 1) {
            var only = covering.get(0);
            return only.answer(only.below(request), rest);
        }
        var candidates =
                covering.stream().map(mount -> mount.candidate(request)).toList();
        return candidates.stream()
                .filter(Candidate::isFound)
                .min(Candidate.BEST_FIRST)
                .map(best -> best.answer(rest))
                .orElseGet(() -> refusal(request, candidates));
    }

    @Override
    public boolean mayWait() {
        return mayWait;
    }

    private List<String> prefixes() {
        return mounts.stream().map(Mount::prefix).distinct().toList();
    }

    /** The path with other methods, in any of the documents; otherwise an unknown path. */
    private Answer refusal(Request request, List<Candidate> candidates) {
        var engine = candidates.get(0).mount().engine();
        var allowed = new TreeSet<Method>();
        Optional<Route.WrongMethod> wrong = Optional.empty();
        for (var candidate : candidates) {
            if (candidate.route() instanceof Route.WrongMethod lacking) {
                allowed.addAll(lacking.allowed());
                wrong = wrong.or(() -> Optional.of(lacking));
            }
        }
        return wrong.isPresent()
                ? engine.refused(request, new Route.WrongMethod(wrong.get().path(), allowed))
                : engine.refused(request, candidates.get(0).route());
    }

    /** The prefix of a text, or empty if it is not one; leading and trailing slashes do not matter. */
    public static Optional<String> prefix(String text) {
        String inner = text.replaceAll("^/+|/+$", "");
        boolean isPlain = inner.matches("[A-Za-z0-9._~/-]*") && !inner.contains("//");
        return isPlain && PercentEncoding.decoded(inner).equals(inner)
                ? Optional.of(inner.isEmpty() ? "" : "/" + inner)
                : Optional.empty();
    }
}
