package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The values of a request that conditions of a fixture can name, in the order in which they are preferred. */
final class Facts {

    /** So many values of a body are considered. */
    private static final int MOST_OF_BODY = 100;

    private static final When.Key AUTHORIZATION = new When.Key(When.Part.HEADER, "Authorization");
    private static final When.Key ACCEPT = new When.Key(When.Part.HEADER, "Accept");

    private final Map<When.Key, JsonNode> values = new LinkedHashMap<>();
    private final RequestFacts facts;

    private Facts(RequestFacts facts) {
        this.facts = facts;
    }

    /** Path, query, body, declared headers and cookies, credentials, accepted media types. */
    static Map<When.Key, JsonNode> of(Contract contract, Route.Found route, Request request) {
        var made = new Facts(new RequestFacts(route, request, JsonNodeFactory.instance.objectNode()));
        route.operation().parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.PATH)
                .forEach(parameter -> made.add(new When.Key(When.Part.PATH, parameter.name())));
        Pairs.ofQuery(request.query()).names().forEach(name -> made.add(new When.Key(When.Part.QUERY, name)));
        var leaves = new ArrayList<JsonPointer>();
        leaves(made.facts.body(), JsonPointer.empty(), leaves);
        leaves.forEach(pointer -> made.add(new When.Key(When.Part.BODY, name(pointer))));
        for (var parameter : route.operation().parameters()) {
            if (parameter.in() == Parameter.In.HEADER || parameter.in() == Parameter.In.COOKIE) {
                made.add(new When.Key(
                        parameter.in() == Parameter.In.HEADER ? When.Part.HEADER : When.Part.COOKIE, parameter.name()));
            }
        }
        Cleaner.keys(contract).forEach(made::add);
        made.add(AUTHORIZATION);
        made.add(ACCEPT);
        return made.values;
    }

    /** Whether the values are about who asks and in which format, not about what is asked. */
    static boolean isAboutClient(When.Key key) {
        return key.part() == When.Part.HEADER || key.part() == When.Part.COOKIE;
    }

    /** Whether there are credentials among the values. */
    static boolean hasCredentials(Contract contract, Map<When.Key, JsonNode> values) {
        return values.containsKey(AUTHORIZATION)
                || Cleaner.keys(contract).stream().anyMatch(values::containsKey);
    }

    private void add(When.Key key) {
        facts.value(key).ifPresent(value -> values.putIfAbsent(key, value));
    }

    private static void leaves(JsonNode node, JsonPointer at, List<JsonPointer> found) {
        if (node.isObject()) {
            node.properties().forEach(each -> leaves(each.getValue(), at.appendProperty(each.getKey()), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.get(i), at.appendIndex(i), found);
            }
        } else if (!node.isMissingNode() && found.size() < MOST_OF_BODY) {
            found.add(at);
        }
    }

    /** The name of a property, or a pointer. */
    private static String name(JsonPointer pointer) {
        String property = pointer.getMatchingProperty();
        boolean isTop = pointer.tail() != null && pointer.tail().matches();
        return isTop
                        && property != null
                        && !property.isEmpty()
                        && !property.startsWith("/")
                        && pointer.getMatchingIndex() < 0
                ? property
                : pointer.toString();
    }
}
