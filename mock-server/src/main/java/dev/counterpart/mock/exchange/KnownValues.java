package dev.counterpart.mock.exchange;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.SecretNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The values of earlier answers of a session, which later requests contain. */
final class KnownValues {

    /** Shorter texts may be equal by chance, unless their name says that they identify something. */
    private static final int LONG = 12;

    /** A value of an answer: the step, and the place in its body. */
    private record Found(String step, JsonPointer at, JsonNode value) {

        String name() {
            for (var rest = at; rest != null && !rest.matches(); rest = rest.head()) {
                String last = rest.last().getMatchingProperty();
                if (!last.chars().allMatch(Character::isDigit)) {
                    return last;
                }
            }
            return "value";
        }
    }

    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Map<String, Map<String, String>> outputs = new HashMap<>();

    /** Remembers a value of a request: what clients knew before an answer does not come from it. */
    void sent(String value) {
        sent.add(value);
    }

    /** Remembers the values of an answer. */
    void answered(String step, Response response) {
        if (Json.parse(response.body()) instanceof Json.Parsed.Value json) {
            add(step, JsonPointer.empty(), json.node());
        }
    }

    private void add(String step, JsonPointer at, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(each -> add(step, at.appendProperty(each.getKey()), each.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(step, at.appendIndex(i), node.get(i));
            }
        } else if ((node.isString() || node.isIntegralNumber()) && !sent.contains(node.asString())) {
            found.putIfAbsent(node.asString(), new Found(step, at, node));
        }
    }

    /**
     * The expression for a value of a request that came from an earlier answer.
     *
     * @param name of the parameter or member
     */
    Optional<String> expression(String name, JsonNode value) {
        return Optional.ofNullable(found.get(value.asString()))
                .filter(each -> isClear(name, each))
                .filter(each -> value.getNodeType() == each.value().getNodeType())
                .map(this::output);
    }

    /** The same for a part of the path or the query, which has no type. */
    Optional<String> ofText(String name, String text) {
        return Optional.ofNullable(found.get(text))
                .filter(each -> isClear(name, each))
                .map(this::output);
    }

    private static boolean isClear(String name, Found each) {
        String own = plain(name);
        String other = plain(each.name());
        boolean isNamed = own.equals(other) || (other.equals("id") && own.endsWith("id"));
        boolean isLong = each.value().isString() && each.value().asString().length() >= LONG;
        return isNamed ? isIdentifying(other) || isLong : isLong;
    }

    private static boolean isIdentifying(String name) {
        return name.endsWith("id") || name.endsWith("key") || name.endsWith("code") || SecretNames.isSecret(name);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private String output(Found each) {
        var names = outputs.computeIfAbsent(each.step(), key -> new LinkedHashMap<>());
        String pointer = "$response.body#" + each.at();
        String name = each.name().replaceAll("[^A-Za-z0-9._-]", "_");
        String free = name;
        for (int i = 2; names.containsKey(free) && !pointer.equals(names.get(free)); i++) {
            free = name + i;
        }
        names.put(free, pointer);
        return "$steps." + each.step() + ".outputs." + free;
    }

    /** The outputs of a step that later steps use: expressions by name. */
    Map<String, String> outputs(String step) {
        return outputs.getOrDefault(step, Map.of());
    }
}
