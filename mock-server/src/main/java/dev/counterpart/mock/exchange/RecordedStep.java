package dev.counterpart.mock.exchange;

import dev.counterpart.mock.journal.Journal;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.secret.Secrets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One exchange as a step of a workflow. Values of earlier answers are expressions, and secrets are inputs. */
final class RecordedStep {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Headers that the document need not declare, and that may decide what is answered. */
    private static final Set<String> DECIDING = Set.of("accept", "prefer", "authorization");

    private final Route.Found route;
    private final Request request;
    private final KnownValues known;
    private final Secrets secrets;
    private final Map<String, String> inputs;

    /**
     * @param inputs the names of the inputs by their secret values; receives those of this step
     */
    RecordedStep(
            Journal.Entry entry, Route.Found route, KnownValues known, Secrets secrets, Map<String, String> inputs) {
        this.request = entry.exchange().request();
        this.route = route;
        this.known = known;
        this.secrets = secrets;
        this.inputs = inputs;
    }

    /** Whether a value of the request would be read as an expression, which Arazzo cannot escape. */
    static boolean isAmbiguous(Request request) {
        String all = request.target() + " " + Utf8.text(request.body()).orElse("{$");
        return all.contains("{$") || all.contains("\"$") || all.contains("=$") || all.contains("/$");
    }

    /** The parameters; empty if there are none. */
    ArrayNode parameters() {
        var list = NODES.arrayNode();
        route.pathValues().forEach((name, value) -> add(list, name, "path", text(name, value)));
        var pairs = Pairs.ofQuery(request.query());
        for (String name : pairs.names()) {
            var values = pairs.decodedValues(name);
            add(list, name, "query", values.size() == 1 ? query(name, values.get(0)) : Json.of(values));
        }
        headers(list);
        cookies(list);
        return list;
    }

    private static void add(ArrayNode list, String name, String in, JsonNode value) {
        list.addObject().put("name", name).put("in", in).set("value", value);
    }

    private JsonNode text(String name, String value) {
        if (secrets.isSecret(name)) {
            return NODES.stringNode(known.ofText(name, value).orElseGet(() -> input(name, value)));
        }
        var expression = known.ofText(name, value);
        known.sent(value);
        return NODES.stringNode(expression.orElse(value));
    }

    /** A list in one value is written as a list, as its commas would be percent-encoded otherwise. */
    private JsonNode query(String name, String value) {
        boolean isList = route.operation().parameters().stream()
                .anyMatch(each -> each.in() == In.QUERY
                        && each.name().equals(name)
                        && !each.explode()
                        && each.style() == Parameter.Style.FORM);
        return isList && value.contains(",") ? Json.of(value.split(",", -1)) : text(name, value);
    }

    private void headers(ArrayNode list) {
        var names = new TreeSet<String>();
        request.headers().fields().forEach(field -> names.add(field.getKey().toLowerCase(Locale.ROOT)));
        for (String name : names) {
            if (DECIDING.contains(name)
                    || isDeclared(In.HEADER, name)
                    || (secrets.isSecret(name) && !name.equals("cookie"))) {
                String value = request.headers().joined(name).orElse("");
                if (!(name.equals("accept") && value.equals("*/*"))) {
                    add(list, name, "header", name.equals("authorization") ? credentials(value) : text(name, value));
                }
            }
        }
    }

    private boolean isDeclared(In in, String name) {
        return route.operation().parameters().stream()
                .anyMatch(each -> each.in() == in && each.name().equalsIgnoreCase(name));
    }

    /** The scheme is kept; what follows it is secret. */
    private JsonNode credentials(String value) {
        String scheme = value.substring(0, Authorization.secretAt(value));
        String secret = Authorization.secret(value);
        String expression = known.ofText("token", secret).orElseGet(() -> input("token", secret));
        return NODES.stringNode(scheme.isEmpty() ? expression : scheme + "{" + expression + "}");
    }

    private void cookies(ArrayNode list) {
        var pairs = Pairs.ofCookies(request.headers());
        for (String name : pairs.names()) {
            for (String value : pairs.decodedValues(name)) {
                String expression = known.ofText(name, value).orElseGet(() -> input(name, value));
                add(list, name, "cookie", NODES.stringNode(expression));
            }
        }
    }

    /** The expression of the input with that secret. */
    private String input(String name, String value) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String used = inputs.get(value);
        if (used == null) {
            used = plain;
            for (int i = 2; inputs.containsValue(used); i++) {
                used = plain + i;
            }
            inputs.put(value, used);
        }
        return "$inputs." + used;
    }

    /** The body; empty if there is none. */
    Optional<ObjectNode> body() {
        if (!request.hasBody()) {
            return Optional.empty();
        }
        var body = NODES.objectNode();
        var type = request.contentType();
        request.headers().first("Content-Type").ifPresent(text -> body.put("contentType", text));
        boolean isForm = type.filter(MediaType::isForm).isPresent();
        if (Json.parse(request.body()) instanceof Json.Parsed.Value json
                && type.filter(MediaType::isJson).isPresent()) {
            body.set("payload", replaced("", json.node()));
        } else if (isForm) {
            body.set("payload", form());
        } else {
            body.put("payload", Utf8.text(request.body()).orElse(""));
        }
        return Optional.of(body);
    }

    private JsonNode form() {
        var object = NODES.objectNode();
        var pairs = Pairs.ofQuery(Utf8.text(request.body()).orElse(""));
        for (String name : pairs.names()) {
            var values = pairs.decodedValues(name);
            object.set(name, values.size() == 1 ? text(name, values.get(0)) : Json.of(values));
        }
        return object;
    }

    private JsonNode replaced(String name, JsonNode node) {
        if (node.isObject()) {
            var object = NODES.objectNode();
            node.properties().forEach(each -> object.set(each.getKey(), replaced(each.getKey(), each.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = NODES.arrayNode();
            node.forEach(each -> array.add(replaced(name, each)));
            return array;
        }
        return scalar(name, node);
    }

    private JsonNode scalar(String name, JsonNode node) {
        if (node.isString() && secrets.isSecret(name)) {
            return text(name, node.asString());
        }
        if (!node.isString() && !node.isIntegralNumber()) {
            return node;
        }
        var expression = known.expression(name, node);
        known.sent(node.asString());
        return expression.<JsonNode>map(NODES::stringNode).orElse(node);
    }
}
