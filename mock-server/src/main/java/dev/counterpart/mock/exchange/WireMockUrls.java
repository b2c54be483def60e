package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds the operations that the URL of a stub means. */
final class WireMockUrls {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]+)}");
    private static final Pattern ANY_SEGMENT =
            Pattern.compile("\\(?(?:\\?:)?(?:\\[\\^/]|\\.|\\\\S|\\[\\^/\\?])[*+]\\??\\)?");
    /** Any query, which may be optional: what follows the question mark. */
    private static final Pattern ANY_QUERY = Pattern.compile("\\(?(?:\\.[*+])?\\)?[?*]?\\)?[?*]?");

    /** A parameter, after any others, with a pattern of its value; an alternative of whole URLs is none. */
    private static final Pattern PARAMETER = Pattern.compile("(?:\\.[*+]\\??)?([A-Za-z0-9_.~-]+)=([^|]*|\\([^()]*\\))");

    private static final String META = "\\^$.|?*+()[]{}";

    private final Contract contract;
    private final Router router;

    WireMockUrls(Contract contract) {
        this.contract = contract;
        this.router = new Router(contract);
    }

    /**
     * An operation of a stub.
     *
     * @param conditions on path and query
     * @param segments name of the path parameter at each segment of the URL; empty text for others
     */
    record Target(Operation operation, Map<When.Key, JsonNode> conditions, List<String> segments) {

        Target with(Map<When.Key, JsonNode> more) {
            var all = new LinkedHashMap<>(conditions);
            all.putAll(more);
            return new Target(operation, all, segments);
        }
    }

    /** The operations; none if no operation has the path. */
    List<Target> of(JsonNode request) {
        var methods = methods(request.path("method").asString("ANY"));
        if (request.has("url") || request.has("urlPath")) {
            String url = request.path(request.has("url") ? "url" : "urlPath").asString("");
            return exact(methods, url);
        }
        if (request.has("urlPathTemplate")) {
            return template(methods, request);
        }
        if (request.has("urlPattern")) {
            String regex = request.path("urlPattern").asString("");
            var query = query(regex).orElse(Map.of());
            return pattern(methods, regex).stream()
                    .map(target -> target.with(query))
                    .toList();
        }
        return pattern(methods, request.path("urlPathPattern").asString(".*"));
    }

    /** Why a URL, or a pattern of URLs, has no counterpart; empty if it has one. */
    static Optional<String> reason(JsonNode request) {
        if (isNeverMet(request)) {
            return Optional.of(
                    "its url has no query, so its queryParameters never match; write urlPath instead of url");
        }
        String regex = request.path("urlPattern").asString("");
        return query(regex).isPresent() ? Optional.empty() : Optional.of("the query in the urlPattern " + regex);
    }

    /** A {@code url} is the whole URL with its query. */
    private static boolean isNeverMet(JsonNode request) {
        return request.has("url")
                && !request.path("url").asString("").contains("?")
                && request.path("queryParameters").valueStream().anyMatch(each -> each.has("equalTo"));
    }

    /**
     * The conditions of what follows a question mark in a pattern of URLs: each parameter is one, in any order. Empty if it is not a list
     * of parameters.
     */
    private static Optional<Map<When.Key, JsonNode>> query(String regex) {
        int mark = regex.indexOf("\\?");
        String query = mark < 0 ? "" : regex.substring(mark + 2).replaceAll("(?<!\\\\)\\$$", "");
        if (mark < 0 || ANY_QUERY.matcher(query).matches()) {
            return Optional.of(Map.of());
        }
        var conditions = new LinkedHashMap<When.Key, JsonNode>();
        for (var pair : query.split("&", -1)) {
            var parameter = PARAMETER.matcher(pair);
            if (!parameter.matches() || compiled(parameter.group(2)).isEmpty()) {
                return Optional.empty();
            }
            conditions.put(new When.Key(When.Part.QUERY, parameter.group(1)), condition(parameter.group(2)));
        }
        return Optional.of(conditions);
    }

    private static JsonNode condition(String regex) {
        return literal(regex)
                .<JsonNode>map(NODES::stringNode)
                .orElseGet(() -> NODES.objectNode().put("matches", regex));
    }

    private static Optional<Pattern> compiled(String regex) {
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException notOne) {
            return Optional.empty();
        }
    }

    private List<Method> methods(String name) {
        return name.equals("ANY")
                ? contract.operations().stream()
                        .map(operation -> operation.key().method())
                        .distinct()
                        .toList()
                : Method.named(name).map(List::of).orElse(List.of());
    }

    private List<Target> exact(List<Method> methods, String url) {
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        var query = new LinkedHashMap<When.Key, JsonNode>();
        if (mark >= 0) {
            var pairs = Pairs.ofQuery(url.substring(mark + 1));
            pairs.names()
                    .forEach(name -> query.put(
                            new When.Key(When.Part.QUERY, name),
                            NODES.stringNode(pairs.decodedValues(name).get(0))));
        }
        return found(methods, path, value -> Optional.of(NODES.stringNode(PercentEncoding.decoded(value))), query);
    }

    private List<Target> template(List<Method> methods, JsonNode request) {
        String template = request.path("urlPathTemplate").asString("");
        var names = new ArrayList<String>();
        String path = VARIABLE.matcher(template).replaceAll(found -> {
            names.add(found.group(1));
            return placeholder(names.size() - 1);
        });
        var parameters = request.path("pathParameters");
        return found(methods, path, value -> condition(value, names, parameters), Map.of());
    }

    private static String placeholder(int index) {
        return "counterpart" + index + "x";
    }

    private static Optional<JsonNode> condition(String value, List<String> names, JsonNode parameters) {
        for (int i = 0; i < names.size(); i++) {
            if (value.equals(placeholder(i))) {
                return parameters.has(names.get(i))
                        ? WireMockMatchers.condition(parameters.path(names.get(i)))
                        : Optional.empty();
            }
        }
        return Optional.of(NODES.stringNode(PercentEncoding.decoded(value)));
    }

    /** The condition of a path value; empty for any value. */
    private interface Values {
        Optional<JsonNode> condition(String encoded);
    }

    private List<Target> found(List<Method> methods, String path, Values values, Map<When.Key, JsonNode> query) {
        if (!path.startsWith("/")) {
            return List.of();
        }
        var targets = new ArrayList<Target>();
        for (var method : methods) {
            if (router.route(method.name(), path) instanceof Route.Found route) {
                var conditions = new LinkedHashMap<When.Key, JsonNode>();
                route.encodedValues()
                        .forEach((name, value) -> values.condition(value)
                                .ifPresent(condition -> conditions.put(new When.Key(When.Part.PATH, name), condition)));
                conditions.putAll(query);
                targets.add(new Target(route.operation(), conditions, segments(route.operation(), path)));
            }
        }
        return targets;
    }

    /** The path parameters by the position of their segments in a URL, which may have a base path before them. */
    private static List<String> segments(Operation operation, String path) {
        var own = operation.key().path().split("/", -1);
        int shift = path.split("/", -1).length - own.length;
        var names = new ArrayList<String>();
        for (int i = 0; i < Math.max(0, shift); i++) {
            names.add("");
        }
        for (int i = 1; i < own.length; i++) {
            var variable = VARIABLE.matcher(own[i]);
            names.add(variable.matches() ? variable.group(1) : "");
        }
        return names;
    }

    private List<Target> pattern(List<Method> methods, String regex) {
        var whole = compiled(regex);
        if (whole.isEmpty()) {
            return List.of();
        }
        var targets = new ArrayList<Target>();
        for (var operation : contract.operations()) {
            if (methods.contains(operation.key().method())) {
                bases(operation)
                        .map(base -> pattern(operation, base, regex, whole.get()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(targets::add);
            }
        }
        return targets;
    }

    private static Stream<String> bases(Operation operation) {
        return Stream.concat(Stream.of(""), operation.servers().stream().map(Server::basePath))
                .distinct();
    }

    private static Optional<Target> pattern(Operation operation, String base, String regex, Pattern whole) {
        String path = base + operation.key().path();
        var parts = split(withoutQuery(regex));
        var segments = List.of(path.split("/", -1));
        var conditions = new LinkedHashMap<When.Key, JsonNode>();
        if (parts.size() != segments.size()) {
            return isAny(whole, path)
                    ? Optional.of(new Target(operation, Map.of(), segments(operation, path)))
                    : Optional.empty();
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!fits(parts.get(i), segments.get(i), conditions)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Target(operation, conditions, segments(operation, path)));
    }

    /** Whether the expression matches the path whatever its variables are. */
    private static boolean isAny(Pattern whole, String path) {
        return Stream.of("1", "abc-def", "0f8fad5b-d9cb-469f-a165-70867728950e")
                .allMatch(value ->
                        whole.matcher(VARIABLE.matcher(path).replaceAll(value)).matches());
    }

    private static boolean fits(String part, String segment, Map<When.Key, JsonNode> conditions) {
        var variable = VARIABLE.matcher(segment);
        if (!variable.matches()) {
            boolean isFixed = !variable.reset().find();
            return isFixed
                    && compiled(part)
                            .filter(regex -> regex.matcher(segment).matches())
                            .isPresent();
        }
        if (ANY_SEGMENT.matcher(part).matches()) {
            return true;
        }
        if (compiled(part).isEmpty()) {
            return false;
        }
        conditions.put(new When.Key(When.Part.PATH, variable.group(1)), condition(part));
        return !part.isEmpty();
    }

    /** The text that the expression matches; empty if it matches several. */
    private static Optional<String> literal(String regex) {
        var text = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length() && !Character.isLetterOrDigit(regex.charAt(i + 1))) {
                text.append(regex.charAt(++i));
            } else if (META.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                text.append(c);
            }
        }
        return Optional.of(text.toString());
    }

    /** Without anchors, and without what follows a question mark that stands for itself. */
    private static String withoutQuery(String regex) {
        String plain = regex.replaceAll("^\\^", "").replaceAll("(?<!\\\\)\\$$", "");
        int mark = plain.indexOf("\\?");
        String path = mark < 0 ? plain : plain.substring(0, mark);
        return path.replaceAll("\\(\\?*$", "").replaceAll("/\\?$", "");
    }

    /** The expression between slashes that are not in brackets. */
    private static List<String> split(String regex) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int depth = 0;
        boolean isClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length() && regex.charAt(i + 1) != '/') {
                part.append(c).append(regex.charAt(++i));
                continue;
            }
            if (c == '\\') {
                continue;
            }
            isClass = c == '[' || (isClass && c != ']');
            depth += isClass ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '/' && depth == 0 && !isClass) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
