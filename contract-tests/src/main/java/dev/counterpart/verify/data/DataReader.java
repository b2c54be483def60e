package dev.counterpart.verify.data;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.OperationData;
import dev.counterpart.verify.data.GateData.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads {@code contract-tests.yaml}. All errors are reported, each with its line and how to fix it.
 *
 * @see <a href="../../../../../../../../docs/schemas/contract-tests.schema.json">the format as a JSON Schema</a>
 */
public final class DataReader {

    static final List<String> KEYS =
            List.of("url", "document", "headers", "credentials", "operations", "rules", "workflows");
    static final List<String> WORKFLOW_KEYS = List.of("inputs");
    static final List<String> OPERATION_KEYS = List.of("cases", "headers", "rules");
    static final List<String> ENTRY_KEYS = List.of(
            "status",
            "title",
            "as",
            "path",
            "query",
            "header",
            "cookie",
            "body",
            "bodyFile",
            "expect",
            "same-as",
            "limit",
            "denied",
            "unreachable",
            "save",
            "rules");
    static final List<String> PART_KEYS = List.of("header", "body", "matches");
    static final List<String> EXPECT_KEYS = List.of("body", "header");

    /** The result of reading. */
    public sealed interface Result {
        record Read(GateData data) implements Result {}

        record Rejected(List<DataError> problems) implements Result {
            public Rejected {
                problems = List.copyOf(problems);
            }
        }
    }

    private final Document file;
    private final Reading reading;
    private final Expressions expressions;
    private final Scalars scalars;
    private final Statements statements;
    private final List<DataError> problems;

    private DataReader(Document file, Reading reading, Map<String, JsonNode> saved) {
        this.file = file;
        this.reading = reading;
        this.problems = new ArrayList<>();
        this.expressions = new Expressions(reading.seed, reading.chance, savedNames(file.tree()), saved);
        this.scalars = new Scalars(file, reading.environment, expressions, problems);
        this.statements = new Statements(file, scalars, problems);
    }

    /** What the values of a file depend on, apart from the file. */
    private record Reading(Function<String, Optional<String>> environment, Optional<String> seed, String chance) {}

    /** The names of all values that entries save. */
    private static Set<String> savedNames(JsonNode root) {
        var names = new LinkedHashSet<String>();
        for (var operation : root.path("operations")) {
            for (var entry : operation.isArray() ? operation : operation.path("cases")) {
                names.addAll(entry.path("save").propertyNames());
            }
        }
        return names;
    }

    /**
     * Reads a data file without a contract; {@link #problems(GateData, Contract)} compares it with one.
     *
     * @param environment values of {@code ${NAME}}
     */
    public static Result read(Path file, Function<String, Optional<String>> environment) {
        return read(file, environment, Optional.empty());
    }

    /**
     * The same.
     *
     * @param seed of unique values such as {@code {{uuid}}}; without a seed they differ in each run
     */
    public static Result read(Path file, Function<String, Optional<String>> environment, Optional<String> seed) {
        var result = DataFile.read(file, file.toString());
        if (result instanceof DataFile.Rejected rejected) {
            return new Result.Rejected(problems(rejected.violations()));
        }
        var read = (DataFile.Read) result;
        if (!read.warnings().isEmpty()) {
            return new Result.Rejected(problems(read.warnings()));
        }
        var reading = new Reading(environment, seed, UUID.randomUUID().toString());
        var reader = new DataReader(read.document(), reading, Map.of());
        var data = reader.data();
        reader.problems.addAll(new SavedValues(data.operations()).problems());
        return reader.problems.isEmpty() ? new Result.Read(data) : new Result.Rejected(reader.problems);
    }

    private static List<DataError> problems(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new DataError(
                        violation.declared().orElseThrow(),
                        "expected " + violation.expected() + " but found " + violation.actual(),
                        violation.fix()))
                .toList();
    }

    private GateData data() {
        var root = file.tree();
        var top = JsonPointer.empty();
        if (root.isNull()) {
            return GateData.none();
        }
        if (!isObject(top, root, "the file")) {
            return GateData.none();
        }
        keysKnown(top, root, KEYS);
        return GateDataBuilder.builder()
                .url(text(top, "url"))
                .document(text(top, "document"))
                .headers(headers(top.appendProperty("headers")))
                .credentials(new CredentialReader(this, scalars).credentials(top.appendProperty("credentials")))
                .operations(operations(top.appendProperty("operations")))
                .rules(rules(top.appendProperty("rules")))
                .workflows(workflows(top.appendProperty("workflows")))
                .filled(saved -> new DataReader(file, reading, saved).operations(top.appendProperty("operations")))
                .file(file)
                .build();
    }

    private Map<String, OperationData> operations(JsonPointer at) {
        var operations = new LinkedHashMap<String, OperationData>();
        for (var member : members(at, "operations").entrySet()) {
            var place = at.appendProperty(member.getKey());
            var node = member.getValue();
            if (node.isArray()) {
                operations.put(
                        member.getKey(),
                        new OperationData(entries(place, node, Set.of()), RuleSettings.none(), Headers.none()));
            } else if (isObject(place, node, "an operation's data")) {
                keysKnown(place, node, OPERATION_KEYS);
                expressions.missing();
                var headers = headers(place.appendProperty("headers"));
                var needs = expressions.missing();
                operations.put(
                        member.getKey(),
                        new OperationData(
                                entries(place.appendProperty("cases"), node.path("cases"), needs),
                                rules(place.appendProperty("rules")),
                                headers));
            }
        }
        return operations;
    }

    private Map<String, Map<String, JsonNode>> workflows(JsonPointer at) {
        var workflows = new LinkedHashMap<String, Map<String, JsonNode>>();
        members(at, "workflows").forEach((id, node) -> {
            var place = at.appendProperty(id);
            if (isObject(place, node, "a workflow's data")) {
                keysKnown(place, node, WORKFLOW_KEYS);
                workflows.put(id, values(place.appendProperty("inputs")));
            }
        });
        return workflows;
    }

    /** The entries of an operation; all of them need these saved values. */
    private List<Entry> entries(JsonPointer at, JsonNode list, Set<String> needs) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < list.size(); i++) {
            entry(at.appendIndex(i), list.get(i))
                    .map(entry -> entry.withNeeds(union(entry.needs(), needs)))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private Optional<Entry> entry(JsonPointer at, JsonNode node) {
        if (!isObject(at, node, "an entry")) {
            return Optional.empty();
        }
        keysKnown(at, node, ENTRY_KEYS);
        expressions.missing();
        var status = StatusKey.parse(node.path("status").asString(""));
        if (status.isEmpty()) {
            problem(
                    node.has("status") ? at.appendProperty("status") : at,
                    node.has("status") ? "this is not a status: " + node.get("status") : "the entry has no status",
                    "write a status that the operation declares, for example status: 404");
            return Optional.empty();
        }
        var parameters = parameters(at);
        var header = header(at.appendProperty("header"));
        var body = body(at);
        var expect = expect(at.appendProperty("expect"));
        var needs = expressions.missing();
        return Optional.of(GateDataEntryBuilder.builder()
                .status(status.get())
                .title(text(at, "title").orElse(""))
                .as(text(at, "as"))
                .parameters(parameters)
                .header(header)
                .body(body)
                .bodyFile(bodyFile(at, body))
                .expect(expect)
                .sameAs(text(at, "same-as"))
                .limit(limit(at))
                .denied(names(at.appendProperty("denied"), "names of credentials", "[stranger, other]"))
                .unreachable(text(at, "unreachable"))
                .rules(rules(at.appendProperty("rules")))
                .saves(saves(at.appendProperty("save")))
                .needs(needs)
                .place(location(at))
                .source(Origin.Source.DATA)
                .build());
    }

    private Optional<Duration> limit(JsonPointer at) {
        var text = text(at, "limit");
        var limit = text.flatMap(Durations::parsePositive);
        if (text.isPresent() && limit.isEmpty()) {
            problem(
                    at.appendProperty("limit"),
                    Durations.refusal("limit", "500ms or 2s", text.get()),
                    "correct the time, or remove the limit");
        }
        return limit;
    }

    /** The values of path, query and cookie of an entry, or of a login. */
    Values parameters(JsonPointer at) {
        return new Values(
                pathValues(at.appendProperty("path")),
                values(at.appendProperty("query")),
                values(at.appendProperty("cookie")),
                leftOut(at.appendProperty("header")));
    }

    private Optional<String> bodyFile(JsonPointer at, Optional<JsonNode> body) {
        var file = text(at, "bodyFile");
        if (file.isPresent() && body.isPresent()) {
            problem(at.appendProperty("bodyFile"), "the entry has a body and a bodyFile", "leave one of them out");
        }
        return file;
    }

    Optional<JsonNode> body(JsonPointer at) {
        var place = at.appendProperty("body");
        var node = at(place);
        return node.isMissingNode() ? Optional.empty() : Optional.of(scalars.filled(place, node));
    }

    private Map<String, AnswerPart> saves(JsonPointer at) {
        var saves = new LinkedHashMap<String, AnswerPart>();
        for (var member : members(at, "save").entrySet()) {
            var place = at.appendProperty(member.getKey());
            if (!Expressions.FORM.matcher("{{" + member.getKey() + "}}").matches()
                    || Expressions.isFunction(member.getKey())) {
                problem(place, "a value cannot be called " + member.getKey(), "write a name such as petId");
            } else {
                part(place, member.getValue()).ifPresent(part -> saves.put(member.getKey(), part));
            }
        }
        return saves;
    }

    /** A part of an answer: a JSON pointer, the name of a property, or a header; with a pattern if only a part of it is meant. */
    Optional<AnswerPart> part(JsonPointer at, JsonNode node) {
        if (node.isString()) {
            return pointer(at, node.asString())
                    .map(pointer -> new AnswerPart(new Spot(Part.RESPONSE_BODY, pointer), Optional.empty()));
        }
        if (!node.isObject() || node.has("header") == node.has("body")) {
            problem(
                    at,
                    "this is not a part of an answer",
                    "use the form /id, {header: Location} or {header: Location, matches: \"/pets/(.+)\"}");
            return Optional.empty();
        }
        keysKnown(at, node, PART_KEYS);
        var pattern = text(at, "matches").flatMap(regex -> pattern(at.appendProperty("matches"), regex));
        return node.has("header")
                ? text(at, "header").map(name -> new AnswerPart(Spot.of(Part.RESPONSE_HEADER, name), pattern))
                : text(at, "body")
                        .flatMap(name -> pointer(at.appendProperty("body"), name))
                        .map(pointer -> new AnswerPart(new Spot(Part.RESPONSE_BODY, pointer), pattern));
    }

    private Optional<JsonPointer> pointer(JsonPointer at, String name) {
        var pointer = MatcherReader.pointer(name);
        if (pointer.isEmpty()) {
            problem(at, "\"" + name + "\" is not a JSON pointer", "use the form /id or /items/0/id");
        }
        return pointer;
    }

    private Optional<Pattern> pattern(JsonPointer at, String regex) {
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException invalid) {
            problem(at, "this is not a regular expression: " + invalid.getDescription(), "correct it");
            return Optional.empty();
        }
    }

    JsonNode at(JsonPointer pointer) {
        return file.tree().at(pointer);
    }

    List<String> names(JsonPointer at, String what, String form) {
        var node = file.tree().at(at);
        boolean right = node.isMissingNode()
                || node.isString()
                || (node.isArray() && node.valueStream().allMatch(JsonNode::isString));
        if (!right) {
            problem(at, "these must be " + what, "use the form " + form);
            return List.of();
        }
        return node.isString()
                ? List.of(node.asString())
                : node.valueStream().map(JsonNode::asString).toList();
    }

    private Map<String, JsonNode> values(JsonPointer at) {
        var values = new LinkedHashMap<String, JsonNode>();
        members(at, at.last().getMatchingProperty())
                .forEach((name, value) -> values.put(name, scalars.filled(at.appendProperty(name), value)));
        return values;
    }

    private Map<String, JsonNode> pathValues(JsonPointer at) {
        var values = values(at);
        values.entrySet().removeIf(value -> {
            if (value.getValue().isNull()) {
                problem(at.appendProperty(value.getKey()), "a path parameter cannot be left out", "write a value");
            }
            return value.getValue().isNull();
        });
        return values;
    }

    private Set<String> leftOut(JsonPointer at) {
        var names = new LinkedHashSet<String>();
        members(at, "header").forEach((name, value) -> {
            if (value.isNull()) {
                names.add(name);
            }
        });
        return names;
    }

    /** The headers that are sent; those with null are left out. */
    Map<String, String> header(JsonPointer at) {
        var header = new LinkedHashMap<String, String>();
        values(at).forEach((name, value) -> {
            if (value.isNull()) {
                return;
            }
            if (value.isValueNode()) {
                header.put(name, value.asString());
            } else {
                problem(at.appendProperty(name), "a header's value must be text", "write one line of text");
            }
        });
        return header;
    }

    /** The headers of all requests, or of those of an operation. */
    private Headers headers(JsonPointer at) {
        var headers = Headers.none();
        for (var field : header(at).entrySet()) {
            var problem = FixedHeaders.problem(field.getKey(), field.getValue());
            problem.ifPresent(message -> problem(at.appendProperty(field.getKey()), message, "leave it out"));
            headers = headers.and(field.getKey(), field.getValue());
        }
        return headers;
    }

    private List<Statement> expect(JsonPointer at) {
        var node = file.tree().at(at);
        if (node.isMissingNode() || !isObject(at, node, "expect")) {
            return List.of();
        }
        keysKnown(at, node, EXPECT_KEYS);
        var all = new ArrayList<Statement>();
        members(at.appendProperty("body"), "body")
                .forEach((name, value) -> statements
                        .body(at.appendProperty("body").appendProperty(name), name, value)
                        .ifPresent(all::add));
        members(at.appendProperty("header"), "header")
                .forEach((name, value) -> statements
                        .header(at.appendProperty("header").appendProperty(name), name, value)
                        .ifPresent(all::add));
        return all;
    }

    private RuleSettings rules(JsonPointer at) {
        var settings = new ArrayList<RuleSettings.Setting>();
        members(at, "rules").forEach((pattern, value) -> {
            var severity = Scalars.severity(value.asString(""));
            if (severity.isPresent()) {
                settings.add(new RuleSettings.Setting(pattern, severity.get()));
            } else {
                problem(
                        at.appendProperty(pattern),
                        "a rule is set to error, warning or off, but this is " + value,
                        "write error, warning or off");
            }
        });
        return new RuleSettings(settings);
    }

    Map<String, JsonNode> members(JsonPointer at, String what) {
        var node = file.tree().at(at);
        var members = new LinkedHashMap<String, JsonNode>();
        if (!node.isMissingNode() && !node.isNull() && isObject(at, node, what)) {
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return members;
    }

    Optional<String> text(JsonPointer parent, String name) {
        var at = parent.appendProperty(name);
        var node = file.tree().at(at);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isValueNode() || node.isNull()) {
            problem(at, name + " must be text", "write one line of text");
            return Optional.empty();
        }
        return Optional.of(scalars.filled(at, JsonNodeFactory.instance.stringNode(node.asString()))
                .asString());
    }

    boolean isObject(JsonPointer at, JsonNode node, String what) {
        if (!node.isObject()) {
            problem(at, what + " must be a mapping (name: value) but is " + Json.described(node), "write name: value");
        }
        return node.isObject();
    }

    void keysKnown(JsonPointer at, JsonNode node, Collection<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                problem(
                        at.appendProperty(key),
                        "unknown key \"" + key + "\"",
                        Similarity.nearest(key, known)
                                        .map(name -> "write " + name)
                                        .orElse("leave it out") + "; the keys here are " + String.join(", ", known));
            }
        }
    }

    void problem(JsonPointer at, String message, String remedy) {
        problems.add(new DataError(location(at), message, remedy));
    }

    Location location(JsonPointer at) {
        return file.location(at);
    }

    /** Names in the data that the contract does not declare: operations, parameters, credentials and schemes. */
    public static List<DataError> problems(GateData data, Contract contract) {
        return new DataAgainstContract(data, contract).problems();
    }

    static List<String> parameterNames(Operation operation, Parameter.In in) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == in)
                .map(Parameter::name)
                .toList();
    }
}
