package dev.counterpart.spec.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must come before what. */
final class Dependencies {

    private Dependencies() {}

    /**
     * The elements in an order in which each comes after those that it needs; otherwise in their own order. Elements that need
     * themselves, which is an error, are last.
     *
     * @param needed the names of what an element needs; unknown names have no effect
     */
    static <T> List<T> ordered(
            List<T> elements, Function<T, String> name, Function<T, ? extends Collection<String>> needed) {
        var waiting = new ArrayList<>(elements);
        var order = new ArrayList<T>();
        while (!waiting.isEmpty()) {
            var names = waiting.stream().map(name).collect(Collectors.toSet());
            var next = waiting.stream()
                    .filter(each -> needed.apply(each).stream().noneMatch(names::contains))
                    .findFirst();
            if (next.isEmpty()) {
                order.addAll(waiting);
                return order;
            }
            waiting.remove(next.get());
            order.add(next.get());
        }
        return order;
    }

    /**
     * The shortest way from a name back to it: {@code a → b → a}. Empty if it does not need itself.
     *
     * @param needed the names that a name needs
     */
    static Optional<List<String>> cycle(String start, Function<String, ? extends Collection<String>> needed) {
        var seen = new LinkedHashSet<>(Set.of(start));
        var ways = List.of(List.of(start));
        while (!ways.isEmpty()) {
            var longer = new ArrayList<List<String>>();
            for (var way : ways) {
                for (String next : needed.apply(way.get(way.size() - 1))) {
                    if (next.equals(start)) {
                        return Optional.of(with(way, next));
                    }
                    if (seen.add(next)) {
                        longer.add(with(way, next));
                    }
                }
            }
            ways = longer;
        }
        return Optional.empty();
    }

    private static List<String> with(List<String> way, String name) {
        return Stream.concat(way.stream(), Stream.of(name)).toList();
    }
}
