package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.FixtureFiles;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.exchange.ExportedAnswers.Exported;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes stubs with which a stock WireMock 3 gives the answers of the mock.
 *
 * @see <a href="https://wiremock.org/docs/standalone/admin-api-reference/">WireMock, stub mappings</a>
 */
public final class WireMockExport {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Longer bodies are files, in characters. */
    private static final int LONGEST_INLINE = 4_096;

    /** How long a connection stalls, in milliseconds: as long as that of the mock. */
    private static final int STALL_MILLIS = 300_000;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<Operation, List<JsonNode>> stubs = new LinkedHashMap<>();
    private final List<String> left;
    private int priority;

    private WireMockExport(List<String> left) {
        this.left = left;
    }

    /** The stubs of the contract with its fixtures. */
    public static ExportedFiles of(Contract contract, Fixtures fixtures) {
        var left = new ArrayList<String>();
        var export = new WireMockExport(left);
        ExportedAnswers.withScenarios(contract, fixtures, left).forEach(export::add);
        export.stubs.forEach((operation, stubs) -> {
            var root = NODES.objectNode();
            stubs.forEach(root.putArray("mappings")::add);
            export.files.put(
                    "mappings/" + ExportedFiles.name(operation) + ".json",
                    ExportedFiles.text(Json.pretty(root) + "\n"));
        });
        return new ExportedFiles(export.files, left);
    }

    private void add(Exported answer) {
        var request = request(answer);
        if (request.isEmpty()) {
            return;
        }
        var stub = NODES.objectNode();
        stub.put("name", name(answer));
        stub.put("priority", ++priority);
        answer.stage().ifPresent(stage -> {
            stub.put("scenarioName", stage.scenario());
            stage.required().ifPresent(state -> stub.put("requiredScenarioState", state));
            stage.next().ifPresent(state -> stub.put("newScenarioState", state));
        });
        stub.set("request", request.get());
        stub.set("response", response(answer));
        stubs.computeIfAbsent(answer.operation(), key -> new ArrayList<>()).add(stub);
    }

    private static String name(Exported answer) {
        String what = switch (answer.condition()) {
            case NO_CREDENTIALS -> "without credentials";
            case OTHER_SCHEME -> "with credentials of another scheme";
            case PREFERENCE -> "Prefer: " + String.join(", ", answer.preference());
            case FIXTURE -> answer.fixture().orElseThrow().label();
            case ALWAYS -> "usual";
        };
        return answer.operation().name() + ": " + what
                + answer.stage()
                        .map(stage -> ", scenario " + stage.scenario()
                                + stage.required().map(state -> " in " + state).orElse(""))
                        .orElse("");
    }

    /** The request of a stub; empty if a condition has no counterpart, which is listed. */
    private Optional<ObjectNode> request(Exported answer) {
        var request = NODES.objectNode();
        request.put("method", answer.operation().key().method().name());
        var path = path(answer.operation(), answer.when());
        if (path.isEmpty()) {
            left.add(answer.fixture().orElseThrow().file().file() + ": its condition on the path");
            return Optional.empty();
        }
        request.put("urlPathPattern", path.get());
        for (var condition : answer.when().conditions().entrySet()) {
            if (!add(condition.getKey(), condition.getValue(), request)) {
                left.add(answer.fixture().orElseThrow().file().file() + ": its condition on " + condition.getKey());
                return Optional.empty();
            }
        }
        return Optional.of(request);
    }

    /** The path, also below the paths of the servers, with the conditions on its variables. */
    private static Optional<String> path(Operation operation, When when) {
        var path = new StringBuilder(PathPatterns.bases(operation));
        String template = operation.key().path();
        var matcher = OperationKey.VARIABLE.matcher(template);
        int from = 0;
        while (matcher.find()) {
            path.append(PathPatterns.literal(template.substring(from, matcher.start())));
            String name = OperationKey.nameOf(matcher.group(1));
            var value = Optional.ofNullable(when.conditions().get(new When.Key(When.Part.PATH, name)));
            var regex = value.map(WireMockExport::segment)
                    .orElse(Optional.of(OperationKey.isGreedy(matcher.group(1)) ? ".+" : "[^/]+"));
            if (regex.isEmpty()) {
                return Optional.empty();
            }
            path.append(regex.get());
            from = matcher.end();
        }
        return Optional.of(
                path.append(PathPatterns.literal(template.substring(from))).toString());
    }

    private static Optional<String> segment(ValueMatcher matcher) {
        if (matcher instanceof ValueMatcher.Literal literal) {
            return Optional.of(encoded(literal.value()));
        }
        if (matcher instanceof ValueMatcher.In in) {
            return Optional.of(
                    "(?:" + in.values().stream().map(WireMockExport::encoded).collect(Collectors.joining("|")) + ")");
        }
        return matcher instanceof ValueMatcher.Matches matches
                ? Optional.of("(?=(?:" + matches.pattern() + ")(?:/|$))[^/]+")
                : Optional.empty();
    }

    /** The value as clients write it in a path: percent-encoded, or with the characters that may stand there. */
    private static String encoded(JsonNode value) {
        String text = ParameterWriter.text(value);
        String strict = PercentEncoding.encoded(text);
        String loose = PercentEncoding.encoded(text, ":@!$&'()*+,;=");
        return strict.equals(loose)
                ? PathPatterns.literal(strict)
                : "(?:" + PathPatterns.literal(strict) + "|" + PathPatterns.literal(loose) + ")";
    }

    private static boolean add(When.Key key, ValueMatcher matcher, ObjectNode request) {
        return switch (key.part()) {
            case PATH -> true;
            case QUERY -> put(request, "queryParameters", key.name(), matcher);
            case HEADER -> put(request, "headers", key.name(), matcher);
            case COOKIE -> put(request, "cookies", key.name(), matcher);
            case BODY -> body(key.name(), matcher, request);
            case TOKEN -> false;
            case SCENARIO -> true;
        };
    }

    private static boolean put(ObjectNode request, String group, String name, ValueMatcher matcher) {
        var pattern = pattern(matcher);
        pattern.ifPresent(each -> request.withObjectProperty(group).set(name, each));
        return pattern.isPresent();
    }

    private static Optional<ObjectNode> pattern(ValueMatcher matcher) {
        var pattern = NODES.objectNode();
        if (matcher instanceof ValueMatcher.Literal literal) {
            return literal.value().isValueNode() && !literal.value().isNull()
                    ? Optional.of(pattern.put("equalTo", ParameterWriter.text(literal.value())))
                    : Optional.empty();
        }
        if (matcher instanceof ValueMatcher.In in) {
            return in.values().stream().allMatch(JsonNode::isValueNode)
                    ? Optional.of(pattern.put("matches", anyOf(in.values())))
                    : Optional.empty();
        }
        if (matcher instanceof ValueMatcher.Matches matches) {
            return Optional.of(pattern.put("matches", matches.pattern().pattern()));
        }
        boolean isAbsent = ((ValueMatcher.Absent) matcher).absent();
        return Optional.of(isAbsent ? pattern.put("absent", true) : pattern.put("matches", "[\\s\\S]*"));
    }

    private static String anyOf(List<JsonNode> values) {
        return values.stream()
                .map(value -> PathPatterns.literal(ParameterWriter.text(value)))
                .collect(Collectors.joining("|"));
    }

    private static boolean body(String name, ValueMatcher matcher, ObjectNode request) {
        if (name.isEmpty()) {
            var whole = wholeBody(matcher);
            whole.ifPresent(request.withArrayProperty("bodyPatterns")::add);
            return whole.isPresent();
        }
        var pattern = pattern(matcher);
        var pointer = MatcherReader.pointer(name);
        if (pattern.isEmpty() || pointer.isEmpty()) {
            return false;
        }
        var expression = NODES.objectNode().put("expression", jsonPath(pointer.get()));
        expression.setAll(pattern.get());
        request.withArrayProperty("bodyPatterns").addObject().set("matchesJsonPath", expression);
        return true;
    }

    private static Optional<ObjectNode> wholeBody(ValueMatcher matcher) {
        if (matcher instanceof ValueMatcher.Literal literal && literal.value().isContainer()) {
            return Optional.of(NODES.objectNode().set("equalToJson", literal.value()));
        }
        if (matcher instanceof ValueMatcher.Absent absent) {
            return Optional.of(NODES.objectNode().put("matches", absent.absent() ? "" : "[\\s\\S]+"));
        }
        return pattern(matcher);
    }

    private static String jsonPath(JsonPointer pointer) {
        var path = new StringBuilder("$");
        for (var rest = pointer; rest != null && !rest.matches(); rest = rest.tail()) {
            if (rest.getMatchingIndex() >= 0) {
                path.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                String escaped =
                        rest.getMatchingProperty().replace("\\", "\\\\").replace("'", "\\'");
                path.append("['").append(escaped).append("']");
            }
        }
        return path.toString();
    }

    private ObjectNode response(Exported answer) {
        var response = answer.response();
        var node = NODES.objectNode();
        node.put("status", response.status());
        var headers = headers(response.headers());
        if (!headers.isEmpty()) {
            node.set("headers", headers);
        }
        if (response.hasBody()) {
            body(answer, response, node);
        }
        answer.delay().ifPresent(delay -> delay(delay, node));
        answer.fault().ifPresent(fault -> fault(fault, answer, node));
        return node;
    }

    private static ObjectNode headers(Headers headers) {
        var node = NODES.objectNode();
        for (var field : headers.fields()) {
            var all = headers.all(field.getKey());
            if (all.size() == 1) {
                node.put(field.getKey(), field.getValue());
            } else if (!node.has(field.getKey())) {
                var values = node.putArray(field.getKey());
                all.forEach(values::add);
            }
        }
        return node;
    }

    private void body(Exported answer, Response response, ObjectNode node) {
        var type = response.contentType();
        boolean isText = type.filter(each -> each.isJson() || each.isXml() || each.isText())
                .isPresent();
        if (isText && response.length() <= LONGEST_INLINE) {
            node.put("body", response.text());
            return;
        }
        String extension = FixtureFiles.extensionFor(type.map(MediaType::bare));
        String file = ExportedFiles.name(answer.operation()) + "/" + priority + "." + extension;
        files.put("__files/" + file, response.body());
        node.put("bodyFileName", file);
    }

    private static void delay(Fixture.Delay delay, ObjectNode node) {
        if (delay.least().equals(delay.most())) {
            node.put("fixedDelayMilliseconds", delay.least().toMillis());
        } else {
            node.putObject("delayDistribution")
                    .put("type", "uniform")
                    .put("lower", delay.least().toMillis())
                    .put("upper", delay.most().toMillis());
        }
    }

    private void fault(Fixture.Fault fault, Exported answer, ObjectNode node) {
        switch (fault) {
            case RESET -> node.put("fault", "CONNECTION_RESET_BY_PEER");
            case EMPTY -> node.put("fault", "EMPTY_RESPONSE");
            case GARBAGE -> node.put("fault", "RANDOM_DATA_THEN_CLOSE");
            case TRUNCATE -> {
                node.put("fault", "MALFORMED_RESPONSE_CHUNK");
                left.add(answer.operation().name() + ": the fault truncate is exported as MALFORMED_RESPONSE_CHUNK");
            }
            case STALL -> node.put("fixedDelayMilliseconds", STALL_MILLIS).put("fault", "EMPTY_RESPONSE");
        }
    }
}
