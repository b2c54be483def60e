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
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.OperationData;
import dev.counterpart.verify.data.GateData.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads {@code contract-tests.yaml}. All errors are reported, each with its line and how to fix it.
 *
 * @see <a href="../../../../../../../../docs/schemas/contract-tests.schema.json">the format as a JSON Schema</a>
 */
public final class DataReader {

    private static final List<String> KEYS =
            List.of("url", "document", "headers", "credentials", "operations", "rules");
    private static final List<String> OPERATION_KEYS = List.of("cases", "headers", "rules");
    private static final List<String> ENTRY_KEYS = List.of(
            "status",
            "title",
            "as",
            "path",
            "query",
            "header",
            "cookie",
            "body",
            "expect",
            "same-as",
            "limit",
            "denied",
            "unreachable",
            "rules");
    private static final List<String> EXPECT_KEYS = List.of("body", "header");

    /** The result of reading. */
    public sealed interface Result {
        record Read(GateData data) implements Result {}

        record Rejected(List<Problem> problems) implements Result {
            public Rejected {
                problems = List.copyOf(problems);
            }
        }
    }

    private final Document file;
    private final Scalars scalars;
    private final Statements statements;
    private final List<Problem> problems;

    private DataReader(Document file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.problems = new ArrayList<>();
        this.scalars = new Scalars(file, environment, problems);
        this.statements = new Statements(file, problems);
    }

    /**
     * Reads a data file without a contract; {@link #problems(GateData, Contract)} compares it with one.
     *
     * @param environment values of {@code ${NAME}}
     */
    public static Result read(Path file, Function<String, Optional<String>> environment) {
        var result = DataFile.read(file, file.toString());
        if (result instanceof DataFile.Rejected rejected) {
            return new Result.Rejected(problems(rejected.violations()));
        }
        var read = (DataFile.Read) result;
        if (!read.warnings().isEmpty()) {
            return new Result.Rejected(problems(read.warnings()));
        }
        var reader = new DataReader(read.document(), environment);
        var data = reader.data();
        return reader.problems.isEmpty() ? new Result.Read(data) : new Result.Rejected(reader.problems);
    }

    private static List<Problem> problems(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new Problem(
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
        return new GateData(
                text(top, "url"),
                text(top, "document"),
                headers(top.appendProperty("headers")),
                credentials(top.appendProperty("credentials")),
                operations(top.appendProperty("operations")),
                rules(top.appendProperty("rules")),
                file);
    }

    private Map<String, Credential> credentials(JsonPointer at) {
        var credentials = new LinkedHashMap<String, Credential>();
        for (var member : members(at, "credentials").entrySet()) {
            var place = at.appendProperty(member.getKey());
            credential(place, member.getKey(), member.getValue())
                    .ifPresent(credential -> credentials.put(member.getKey(), credential));
        }
        return credentials;
    }

    private Optional<Credential> credential(JsonPointer at, String name, JsonNode node) {
        if (name.equals(Entry.NO_CREDENTIALS)) {
            problem(at, "the name none is reserved for requests without credentials", "choose another name");
            return Optional.empty();
        }
        var secrets = new LinkedHashMap<String, Secret>();
        if (node.isValueNode()) {
            scalars.secret(at, name, node).ifPresent(secret -> secrets.put(Credential.ANY, secret));
        } else if (isObject(at, node, "a credential")) {
            for (var member : node.properties()) {
                scalars.secret(at.appendProperty(member.getKey()), name, member.getValue())
                        .ifPresent(secret -> secrets.put(member.getKey(), secret));
            }
        }
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new Credential(name, secrets, flaw(name)));
    }

    private static Optional<Flaw> flaw(String name) {
        return switch (name) {
            case "expired" -> Optional.of(Flaw.EXPIRED);
            case "revoked" -> Optional.of(Flaw.REVOKED);
            case "not-yet-valid" -> Optional.of(Flaw.NOT_YET_VALID);
            case "wrong-audience" -> Optional.of(Flaw.WRONG_AUDIENCE);
            case "other-key" -> Optional.of(Flaw.OTHER_KEY);
            default -> Optional.empty();
        };
    }

    private Map<String, OperationData> operations(JsonPointer at) {
        var operations = new LinkedHashMap<String, OperationData>();
        for (var member : members(at, "operations").entrySet()) {
            var place = at.appendProperty(member.getKey());
            var node = member.getValue();
            if (node.isArray()) {
                operations.put(
                        member.getKey(), new OperationData(entries(place, node), RuleSettings.none(), Headers.none()));
            } else if (isObject(place, node, "an operation's data")) {
                keysKnown(place, node, OPERATION_KEYS);
                operations.put(
                        member.getKey(),
                        new OperationData(
                                entries(place.appendProperty("cases"), node.path("cases")),
                                rules(place.appendProperty("rules")),
                                headers(place.appendProperty("headers"))));
            }
        }
        return operations;
    }

    private List<Entry> entries(JsonPointer at, JsonNode list) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < list.size(); i++) {
            entry(at.appendIndex(i), list.get(i)).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> entry(JsonPointer at, JsonNode node) {
        if (!isObject(at, node, "an entry")) {
            return Optional.empty();
        }
        keysKnown(at, node, ENTRY_KEYS);
        var status = StatusKey.parse(node.path("status").asString(""));
        if (status.isEmpty()) {
            problem(
                    node.has("status") ? at.appendProperty("status") : at,
                    node.has("status") ? "this is not a status: " + node.get("status") : "the entry has no status",
                    "write a status that the operation declares, for example status: 404");
            return Optional.empty();
        }
        var values = new Values(
                values(at.appendProperty("path")),
                values(at.appendProperty("query")),
                values(at.appendProperty("cookie")));
        var body = node.has("body") ? Optional.of(scalars.filled(at.appendProperty("body"), node.get("body"))) : none();
        return Optional.of(new Entry(
                status.get(),
                text(at, "title").orElse(""),
                text(at, "as"),
                values,
                header(at.appendProperty("header")),
                body,
                expect(at.appendProperty("expect")),
                text(at, "same-as"),
                limit(at),
                names(at.appendProperty("denied")),
                text(at, "unreachable"),
                rules(at.appendProperty("rules")),
                location(at),
                Origin.Source.DATA));
    }

    private Optional<Duration> limit(JsonPointer at) {
        var text = text(at, "limit");
        var limit = text.flatMap(Durations::parse).filter(time -> !time.isZero());
        if (text.isPresent() && limit.isEmpty()) {
            problem(at.appendProperty("limit"), "this is not a duration: " + text.get(), "use the form 500ms or 2s");
        }
        return limit;
    }

    private List<String> names(JsonPointer at) {
        var node = file.tree().at(at);
        boolean right = node.isMissingNode()
                || node.isString()
                || (node.isArray() && node.valueStream().allMatch(JsonNode::isString));
        if (!right) {
            problem(at, "these must be names of credentials", "use the form [stranger, other]");
            return List.of();
        }
        return node.isString()
                ? List.of(node.asString())
                : node.valueStream().map(JsonNode::asString).toList();
    }

    private static Optional<JsonNode> none() {
        return Optional.empty();
    }

    private Map<String, JsonNode> values(JsonPointer at) {
        var values = new LinkedHashMap<String, JsonNode>();
        members(at, at.last().getMatchingProperty())
                .forEach((name, value) -> values.put(name, scalars.filled(at.appendProperty(name), value)));
        return values;
    }

    private Map<String, String> header(JsonPointer at) {
        var header = new LinkedHashMap<String, String>();
        values(at).forEach((name, value) -> {
            if (value.isValueNode() && !value.isNull()) {
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

    private Map<String, JsonNode> members(JsonPointer at, String what) {
        var node = file.tree().at(at);
        var members = new LinkedHashMap<String, JsonNode>();
        if (!node.isMissingNode() && !node.isNull() && isObject(at, node, what)) {
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return members;
    }

    private Optional<String> text(JsonPointer parent, String name) {
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

    private boolean isObject(JsonPointer at, JsonNode node, String what) {
        if (!node.isObject()) {
            problem(at, what + " must be a mapping (name: value) but is " + Json.described(node), "write name: value");
        }
        return node.isObject();
    }

    private void keysKnown(JsonPointer at, JsonNode node, Collection<String> known) {
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

    private void problem(JsonPointer at, String message, String remedy) {
        problems.add(new Problem(location(at), message, remedy));
    }

    private Location location(JsonPointer at) {
        return file.location(at);
    }

    /** Names in the data that the contract does not declare: operations, parameters, credentials and schemes. */
    public static List<Problem> problems(GateData data, Contract contract) {
        return new DataAgainstContract(data, contract).problems();
    }

    static List<String> parameterNames(Operation operation, Parameter.In in) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == in)
                .map(Parameter::name)
                .toList();
    }
}
