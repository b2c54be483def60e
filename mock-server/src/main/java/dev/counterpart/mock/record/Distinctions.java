package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.record.Take.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds the fewest conditions that distinguish the exchanges of one operation, and joins those with the same answer. */
final class Distinctions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The parts of a request, those first whose values say most about what is asked. */
    private static final List<Set<When.Part>> ORDER = List.of(
            Set.of(When.Part.PATH),
            Set.of(When.Part.QUERY),
            Set.of(When.Part.BODY),
            Set.of(When.Part.HEADER, When.Part.COOKIE));

    /**
     * A fixture to be.
     *
     * @param conditions as a fixture writes them: a value, {@code in} or {@code absent}
     * @param takes that it answers
     */
    record Group(Recorded answer, Map<When.Key, JsonNode> conditions, List<Take> takes) {}

    private final int usual;
    private final List<Take> takes;

    private Distinctions(int usual, List<Take> takes) {
        this.usual = usual;
        this.takes = takes;
    }

    /**
     * The fixtures for all exchanges of an operation.
     *
     * @param usual the status that the mock answers with if nothing else is asked
     */
    static List<Group> of(int usual, List<Take> takes) {
        var groups = new ArrayList<Group>();
        var byKind = takes.stream().collect(Collectors.groupingBy(Take::kind, LinkedHashMap::new, Collectors.toList()));
        byKind.values().forEach(each -> groups.addAll(new Distinctions(usual, each).groups()));
        return groups;
    }

    private List<Group> groups() {
        var keys = keys();
        var classes = takes.stream()
                .collect(Collectors.groupingBy(take -> values(take, keys), LinkedHashMap::new, Collectors.toList()));
        var groups = new ArrayList<Group>();
        classes.forEach((values, inside) -> {
            // requests that nothing distinguishes: the last answer counts
            var answer = inside.get(inside.size() - 1).answer();
            groups.add(new Group(answer, conditions(inside.get(0), keys, answer), inside));
        });
        return withoutNeedless(joined(groups, keys));
    }

    /** The keys whose values distinguish requests with different answers. */
    private List<When.Key> keys() {
        var chosen = new ArrayList<When.Key>();
        for (var parts : ORDER) {
            var candidates = candidates(parts);
            var best = best(candidates, chosen);
            while (best.isPresent()) {
                chosen.add(best.get());
                best = best(candidates, chosen);
            }
        }
        return chosen;
    }

    /** The key that leaves the fewest requests confused, together with those that are chosen; empty if none helps. */
    private Optional<When.Key> best(List<When.Key> candidates, List<When.Key> chosen) {
        int least = confusion(chosen);
        Optional<When.Key> best = Optional.empty();
        for (int i = 0; i < candidates.size() && least > 0; i++) {
            var with = new ArrayList<>(chosen);
            with.add(candidates.get(i));
            int then = confusion(with);
            if (then < least) {
                least = then;
                best = Optional.of(candidates.get(i));
            }
        }
        return best;
    }

    private List<When.Key> candidates(Set<When.Part> parts) {
        var all = new LinkedHashSet<When.Key>();
        takes.forEach(take -> all.addAll(take.facts().keySet()));
        return all.stream().filter(key -> parts.contains(key.part())).toList();
    }

    /** The number of answers too many among requests that these keys do not distinguish. */
    private int confusion(List<When.Key> keys) {
        var answers = new HashMap<List<Optional<JsonNode>>, Set<String>>();
        takes.forEach(take -> answers.computeIfAbsent(values(take, keys), values -> new HashSet<>())
                .add(take.answer().signature()));
        return answers.values().stream().mapToInt(each -> each.size() - 1).sum();
    }

    private static List<Optional<JsonNode>> values(Take take, List<When.Key> keys) {
        return keys.stream()
                .map(key -> Optional.ofNullable(take.facts().get(key)))
                .toList();
    }

    private Map<When.Key, JsonNode> conditions(Take take, List<When.Key> keys, Recorded answer) {
        var conditions = new LinkedHashMap<When.Key, JsonNode>();
        for (var key : keys) {
            var value = Optional.ofNullable(take.facts().get(key));
            conditions.put(key, value.orElseGet(() -> NODES.objectNode().put("absent", true)));
        }
        boolean answersOnlyIfAsked =
                keys.isEmpty() && answer.status() != usual && !take.isRefusal() && !answer.isUndocumented();
        if (answersOnlyIfAsked) {
            firstFacts(take).forEach(key -> conditions.put(key, take.facts().get(key)));
        }
        return conditions;
    }

    /** The keys of the first parts, in their order, that the request has. */
    private static List<When.Key> firstFacts(Take take) {
        return ORDER.stream()
                .map(parts -> take.facts().keySet().stream()
                        .filter(key -> parts.contains(key.part()) && !Facts.isAboutClient(key))
                        .toList())
                .filter(own -> !own.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Joins groups with the same answer that differ in the values of one key. */
    private static List<Group> joined(List<Group> groups, List<When.Key> chosen) {
        List<Group> result = groups;
        var keys = new LinkedHashSet<>(chosen);
        groups.forEach(group -> keys.addAll(group.conditions().keySet()));
        for (var key : keys) {
            var buckets = result.stream()
                    .collect(Collectors.groupingBy(group -> rest(group, key), LinkedHashMap::new, Collectors.toList()));
            result = buckets.values().stream().map(each -> joined(each, key)).toList();
        }
        return result;
    }

    /** What groups must have in common to be joined by a key. */
    private static List<Object> rest(Group group, When.Key key) {
        var others = new LinkedHashMap<>(group.conditions());
        var own = Optional.ofNullable(others.remove(key));
        boolean isValue = own.filter(JsonNode::isValueNode).isPresent();
        return List.of(
                group.answer().signature(),
                others,
                isValue ? "value" : own.map(JsonNode::toString).orElse(""));
    }

    private static Group joined(List<Group> groups, When.Key key) {
        var first = groups.get(0);
        if (groups.size() == 1) {
            return first;
        }
        var all = groups.stream().flatMap(group -> group.takes().stream()).toList();
        var conditions = new LinkedHashMap<>(first.conditions());
        if (conditions.containsKey(key)) {
            var in = NODES.arrayNode();
            groups.stream().map(group -> group.conditions().get(key)).distinct().forEach(in::add);
            conditions.put(key, in.size() == 1 ? in.get(0) : NODES.objectNode().set("in", in));
        }
        return new Group(groups.get(groups.size() - 1).answer(), conditions, all);
    }

    /**
     * The usual answer needs no conditions if the conditions of all others are more specific: where nothing is given, and about who
     * asks.
     */
    private List<Group> withoutNeedless(List<Group> groups) {
        var result = new ArrayList<Group>();
        var taken = new HashSet<Map<When.Key, JsonNode>>();
        groups.stream()
                .filter(group -> group.answer().status() != usual)
                .forEach(group -> taken.add(group.conditions()));
        for (var group : groups) {
            var kept = group.answer().status() == usual && !group.takes().get(0).isRefusal()
                    ? simplest(group, taken)
                    : group.conditions();
            taken.add(kept);
            result.add(new Group(group.answer(), kept, group.takes()));
        }
        return result;
    }

    private static Map<When.Key, JsonNode> simplest(Group group, Set<Map<When.Key, JsonNode>> taken) {
        Function<Map.Entry<When.Key, JsonNode>, Boolean> isNeedless =
                each -> Facts.isAboutClient(each.getKey()) || each.getValue().has("absent");
        var needed = new LinkedHashMap<When.Key, JsonNode>();
        group.conditions().entrySet().stream()
                .filter(each -> !isNeedless.apply(each))
                .forEach(each -> needed.put(each.getKey(), each.getValue()));
        return taken.contains(needed) ? group.conditions() : needed;
    }
}
