package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The matchers of a stub as conditions of a fixture. What has no counterpart is a reason in {@link #left}. */
final class WireMockMatchers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String STEPS = "(?:\\.[A-Za-z_][A-Za-z0-9_-]*|\\.?\\['[^']+']|\\.?\\[\"[^\"]+\"]|\\[[0-9]+])+";
    private static final Pattern SIMPLE_PATH = Pattern.compile("\\$" + STEPS);
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\.?\\['([^']+)']|\\.?\\[\"([^\"]+)\"]|\\[([0-9]+)]");

    /** {@code $[?(@.name == 'Rex')]}, one with a pattern of slashes, or one on existence. */
    private static final Pattern FILTER = Pattern.compile("\\$\\.?\\[\\?\\(\\s*@(" + STEPS
            + ")\\s*(?:==\\s*(?:'([^']*)'|\"([^\"]*)\"|(-?[0-9.]+|true|false))|=~\\s*/(.*)/)?\\s*\\)]");

    private static final When.Key WHOLE_BODY = new When.Key(When.Part.BODY, "");
    private static final String PLACEHOLDER = "${json-unit.";
    private static final String ANYTHING = "[\\s\\S]*";

    /** The string matchers of WireMock by their fields, in the order in which they are tried. */
    private static final Map<String, Function<JsonNode, Optional<JsonNode>>> CONDITIONS = stringMatchers();

    private final Map<When.Key, JsonNode> conditions = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private WireMockMatchers() {}

    /** The matchers of everything but method and URL. */
    static WireMockMatchers of(JsonNode request) {
        var matchers = new WireMockMatchers();
        matchers.addAll(When.Part.QUERY, request.path("queryParameters"));
        matchers.addAll(When.Part.HEADER, request.path("headers"));
        matchers.addAll(When.Part.COOKIE, request.path("cookies"));
        matchers.basic(request.path("basicAuthCredentials"));
        request.path("bodyPatterns").forEach(matchers::body);
        return matchers;
    }

    /** The conditions that were read. */
    Map<When.Key, JsonNode> conditions() {
        return conditions;
    }

    /** What cannot be a condition, so that the fixture would answer other requests than the stub. */
    List<String> left() {
        return left;
    }

    /** What is a little different. */
    List<String> remarks() {
        return remarks;
    }

    private void add(When.Key key, JsonNode matcher) {
        var condition = condition(matcher);
        if (condition.isPresent()) {
            put(key, condition.get());
        } else {
            left.add("the matcher " + names(matcher) + " of " + key);
        }
    }

    private static String names(JsonNode matcher) {
        return matcher.isObject() ? String.join(", ", matcher.propertyNames()) : Json.text(matcher);
    }

    /** All members of {@code headers}, {@code queryParameters}, {@code cookies} and the like. */
    private void addAll(When.Part part, JsonNode group) {
        group.properties().forEach(each -> add(new When.Key(part, each.getKey()), each.getValue()));
    }

    private void basic(JsonNode credentials) {
        if (credentials.isObject()) {
            String pair = credentials.path("username").asString("") + ":"
                    + credentials.path("password").asString("");
            put(
                    new When.Key(When.Part.HEADER, "Authorization"),
                    NODES.stringNode(
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** The condition of a string matcher; empty if there is no counterpart. */
    static Optional<JsonNode> condition(JsonNode matcher) {
        return CONDITIONS.entrySet().stream()
                .filter(each -> matcher.has(each.getKey()))
                .findFirst()
                .flatMap(each -> each.getValue().apply(matcher));
    }

    private static Map<String, Function<JsonNode, Optional<JsonNode>>> stringMatchers() {
        var all = new LinkedHashMap<String, Function<JsonNode, Optional<JsonNode>>>();
        all.put("equalTo", matcher -> Optional.of(equalTo(matcher)));
        all.put("matches", matcher -> regex(field(matcher, "matches")));
        all.put("doesNotMatch", matcher -> regex("(?!(?:" + field(matcher, "doesNotMatch") + ")$)" + ANYTHING));
        all.put("contains", matcher -> regex(ANYTHING + Pattern.quote(field(matcher, "contains")) + ANYTHING));
        all.put(
                "doesNotContain",
                matcher -> regex("(?!" + ANYTHING + Pattern.quote(field(matcher, "doesNotContain")) + ")" + ANYTHING));
        all.put("absent", matcher -> Optional.of(absent(matcher.path("absent").asBoolean(true))));
        all.put(
                "not",
                matcher -> condition(matcher.path("not"))
                        .flatMap(WireMockMatchers::text)
                        .flatMap(regex -> regex(not(regex))));
        all.put("and", matcher -> and(matcher.path("and")));
        all.put("or", matcher -> or(matcher.path("or")));
        return all;
    }

    private static JsonNode equalTo(JsonNode matcher) {
        String text = field(matcher, "equalTo");
        return matcher.path("caseInsensitive").asBoolean(false)
                ? matches("(?i)" + Pattern.quote(text))
                : NODES.stringNode(text);
    }

    private static JsonNode absent(boolean isAbsent) {
        return NODES.objectNode().put("absent", isAbsent);
    }

    private static String field(JsonNode matcher, String name) {
        return matcher.path(name).asString("");
    }

    /** Matches what the expression does not match. */
    private static String not(String regex) {
        return "(?!(?:" + regex + ")\\z)" + ANYTHING;
    }

    /** The regular expression of a condition on text. */
    private static Optional<String> text(JsonNode condition) {
        if (condition.has("matches")) {
            return Optional.of(condition.path("matches").asString());
        }
        if (condition.has("in")) {
            return Optional.of(condition
                    .path("in")
                    .valueStream()
                    .map(each -> Pattern.quote(each.asString()))
                    .collect(Collectors.joining("|")));
        }
        return condition.isValueNode() ? Optional.of(Pattern.quote(condition.asString())) : Optional.empty();
    }

    private static Optional<JsonNode> and(JsonNode matchers) {
        Optional<JsonNode> all = Optional.empty();
        for (var each : matchers.values()) {
            var condition = condition(each);
            all = all.isEmpty() ? condition : condition.flatMap(both(all.get()));
            if (all.isEmpty()) {
                return all;
            }
        }
        return all;
    }

    /** Both conditions on one value, as one. */
    private static Function<JsonNode, Optional<JsonNode>> both(JsonNode first) {
        return second -> first.equals(second)
                ? Optional.of(first)
                : text(first).flatMap(a -> text(second).flatMap(b -> regex("(?=(?:" + a + ")\\z)(?:" + b + ")")));
    }

    /** A further condition; two on one value are joined. */
    private void put(When.Key key, JsonNode condition) {
        var known = conditions.get(key);
        var joined = known == null ? Optional.of(condition) : both(known).apply(condition);
        joined.ifPresentOrElse(each -> conditions.put(key, each), () -> left.add("two matchers of " + key));
    }

    private static Optional<JsonNode> or(JsonNode matchers) {
        var in = NODES.arrayNode();
        for (var each : matchers.values()) {
            var condition = condition(each);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            in.add(condition.get());
        }
        if (!in.valueStream().allMatch(JsonNode::isValueNode)) {
            var parts = in.valueStream().map(WireMockMatchers::text).toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? regex(parts.stream().map(Optional::orElseThrow).collect(Collectors.joining("|")))
                    : Optional.empty();
        }
        return in.isEmpty() ? Optional.empty() : Optional.of(NODES.objectNode().set("in", in));
    }

    private static JsonNode matches(String regex) {
        return NODES.objectNode().put("matches", regex);
    }

    /** A regular expression of Java, which both programs use. */
    private static Optional<JsonNode> regex(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.of(matches(regex));
        } catch (java.util.regex.PatternSyntaxException invalid) {
            return Optional.empty();
        }
    }

    /** One of {@code bodyPatterns}. */
    private void body(JsonNode pattern) {
        if (pattern.has("equalToJson")) {
            equalToJson(pattern);
        } else if (pattern.has("matchesJsonPath")) {
            jsonPath(pattern.path("matchesJsonPath"));
        } else if (pattern.has("equalTo")
                && !pattern.path("caseInsensitive").asBoolean(false)
                && json(pattern.path("equalTo")).isPresent()) {
            equalToJson(NODES.objectNode().set("equalToJson", pattern.path("equalTo")));
        } else if (pattern.has("binaryEqualTo")) {
            binary(pattern.path("binaryEqualTo").asString(""));
        } else if (pattern.has("and")) {
            pattern.path("and").forEach(this::body);
        } else {
            var condition = condition(pattern);
            condition.ifPresentOrElse(
                    each -> put(WHOLE_BODY, each), () -> left.add("the matcher " + names(pattern) + " of the body"));
        }
    }

    /** Bytes that are text; others cannot be written as a condition. */
    private void binary(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
                put(WHOLE_BODY, text.isEmpty() ? NODES.objectNode().put("absent", true) : NODES.stringNode(text));
                return;
            }
        } catch (IllegalArgumentException notBase64) {
            // listed below
        }
        left.add("the matcher binaryEqualTo of a body that is not text");
    }

    private static Optional<JsonNode> json(JsonNode node) {
        if (!node.isString()) {
            return Optional.of(node);
        }
        return Json.parse(node.asString().getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value
                        && value.node().isContainer()
                ? Optional.of(value.node())
                : Optional.empty();
    }

    private void equalToJson(JsonNode pattern) {
        var value = json(pattern.path("equalToJson"));
        if (value.isEmpty()) {
            left.add("the matcher equalToJson, whose text is not a JSON object or list");
            return;
        }
        leaves(value.get(), JsonPointer.empty());
        if (!pattern.path("ignoreExtraElements").asBoolean(false)) {
            remarks.add("more members in the body are accepted");
        }
        if (pattern.path("ignoreArrayOrder").asBoolean(false)) {
            remarks.add("the order of lists in the body counts");
        }
    }

    private void leaves(JsonNode node, JsonPointer at) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(each -> leaves(each.getValue(), at.appendProperty(each.getKey())));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.get(i), at.appendIndex(i));
            }
        } else if (node.isString() && node.asString().startsWith(PLACEHOLDER)) {
            placeholder(node.asString(), at);
        } else {
            put(at, node.isContainer() ? NODES.objectNode().set("equals", node) : node);
        }
    }

    /** {@code ${json-unit.any-string}}, {@code ${json-unit.regex}[A-Z]+}. */
    private void placeholder(String text, JsonPointer at) {
        String regex = "${json-unit.regex}";
        if (text.startsWith(regex)) {
            put(at, matches(text.substring(regex.length())));
        } else {
            put(at, NODES.objectNode().put("absent", false));
            if (!text.startsWith("${json-unit.ignore")) {
                remarks.add("the type of a value in the body is not checked");
            }
        }
    }

    private void put(JsonPointer at, JsonNode condition) {
        put(new When.Key(When.Part.BODY, name(at)), condition);
    }

    private static String name(JsonPointer at) {
        String property = at.getMatchingProperty();
        boolean isName = at.tail() != null
                && at.tail().matches()
                && at.getMatchingIndex() < 0
                && property != null
                && !property.isEmpty()
                && !property.startsWith("/");
        return isName ? property : at.toString();
    }

    private void jsonPath(JsonNode path) {
        String expression = path.isObject() ? path.path("expression").asString("") : path.asString("");
        var pointer = pointer(expression);
        var condition = path.isObject() ? conditionAt(path) : Optional.of(exists());
        if (pointer.isPresent() && condition.isPresent()) {
            put(pointer.get(), condition.get());
        } else if (path.isObject() || !filter(expression)) {
            left.add("the JSONPath " + expression);
        }
    }

    private static Optional<JsonNode> conditionAt(JsonNode path) {
        var matcher = (ObjectNode) path.deepCopy();
        matcher.remove("expression");
        return condition(matcher);
    }

    private static JsonNode exists() {
        return NODES.objectNode().put("absent", false);
    }

    /** A filter on a body that is an object. */
    private boolean filter(String expression) {
        var filter = FILTER.matcher(expression);
        var pointer = filter.matches() ? pointer("$" + filter.group(1)) : Optional.<JsonPointer>empty();
        if (pointer.isEmpty()) {
            return false;
        }
        Optional<JsonNode> condition = Optional.of(NODES.objectNode().put("absent", false));
        if (filter.group(5) != null) {
            condition = regex(filter.group(5));
        } else if (filter.group(4) != null) {
            condition = Optional.of(Json.read(filter.group(4)));
        } else if (filter.group(2) != null || filter.group(3) != null) {
            condition = Optional.of(NODES.stringNode(filter.group(filter.group(2) == null ? 3 : 2)));
        }
        condition.ifPresent(each -> put(pointer.get(), each));
        return condition.isPresent();
    }

    /** The pointer of a JSONPath that leads to one place. */
    static Optional<JsonPointer> pointer(String path) {
        if (!SIMPLE_PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var pointer = JsonPointer.empty();
        var step = STEP.matcher(path);
        while (step.find()) {
            if (step.group(4) != null) {
                pointer = pointer.appendIndex(Integer.parseInt(step.group(4)));
            } else {
                String name =
                        step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3);
                pointer = pointer.appendProperty(name);
            }
        }
        return Optional.of(pointer);
    }
}
