package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationBuilder;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.Webhook;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code paths}. Invalid operations are reported and skipped. */
final class OperationReader {

    /** The fields of a path item besides the methods. */
    private static final Set<String> OTHER_FIELDS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private final Reading reading;
    private final ContentReader contents;
    private final ParameterReader parameters;
    private final ResponseReader responses;
    private final SecurityReader security;
    private final HookReader hooks;
    private final ServerReader servers;
    private final List<SecurityRequirement> documentSecurity;
    private final List<Server> documentServers;
    private final Map<OperationKey, Operation> operations = new LinkedHashMap<>();
    private final Map<OperationKey, OperationKey> shapes = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> lowerIds = new HashMap<>();

    OperationReader(Reading reading, SecurityReader security) {
        this.reading = reading;
        this.contents = new ContentReader(reading);
        this.parameters = new ParameterReader(reading, contents);
        this.responses = new ResponseReader(reading, contents, parameters);
        this.security = security;
        this.hooks = new HookReader(reading.silent());
        this.servers = new ServerReader(reading);
        this.documentSecurity = security.requirements(reading.root()).orElse(List.of());
        this.documentServers = servers.of(reading.root()).orElse(List.of(new Server("/", Map.of())));
    }

    List<Server> servers() {
        return documentServers;
    }

    /** Reads the examples that no operation uses, so that problems of theirs are reported. */
    void readUnusedExamples() {
        contents.examples(reading.root().member("components"));
    }

    List<Webhook> webhooks() {
        return hooks.webhooks();
    }

    List<Operation> operations() {
        for (var path : reading.members(reading.root(), "paths")) {
            if (!path.name().startsWith("/")) {
                reading.remark(DocumentRules.PATH_SLASH, path, "/" + path.name(), path.name());
            }
            PathProblem.of(path.name())
                    .filter(problem -> !problem.isQuery() || !VendorPaths.contains(reading.location(path)))
                    .ifPresent(problem ->
                            reading.remark(DocumentRules.PATH_TEMPLATE, path, problem.expected(), problem.actual()));
            var items = items(path);
            for (var item : items) {
                readItem(path.name().startsWith("/") ? path.name() : "/" + path.name(), item, items);
            }
        }
        return List.copyOf(operations.values());
    }

    /** A path item and the path item that it references, if any. */
    private List<Branch> items(Branch path) {
        if (!path.node().path("$ref").isString()) {
            return reading.object(path, "a path item").map(List::of).orElse(List.of());
        }
        var target = reading.resolved(path);
        if (target.isEmpty()) {
            reading.remark(DocumentRules.OPERATION_SKIPPED, path, "a path item", reading.unresolved(path));
            return List.of(path);
        }
        return path.node().size() > 1 ? List.of(path, target.get()) : List.of(target.get());
    }

    private void readItem(String path, Branch item, List<Branch> items) {
        if (item.member(VendorPaths.ANY_METHOD).node().isObject()) {
            reading.remark(
                    DocumentRules.EXTENSION,
                    item.member(VendorPaths.ANY_METHOD),
                    "a field for each method",
                    "one for all methods outside of the main file, which is ignored");
        }
        for (var member : item.members()) {
            var method = Method.named(member.name().toUpperCase(Locale.ROOT));
            if (method.isPresent() && isKnown(method.get())) {
                checkCase(member);
                add(new OperationKey(method.get(), path), member, items);
            } else if (member.name().equals("additionalOperations") && reading.version() == OpenApiVersion.V3_2) {
                readAdditional(path, item, items);
            } else if (!OTHER_FIELDS.contains(member.name())) {
                reading.remark(
                        DocumentRules.MALFORMED,
                        member,
                        "a method, or another field of a path item",
                        member.name() + ", which is ignored");
            }
        }
    }

    private void checkCase(Branch method) {
        String lower = method.name().toLowerCase(Locale.ROOT);
        if (!method.name().equals(lower)) {
            reading.remark(DocumentRules.MALFORMED, method, lower, method.name() + ", which is read as lower case");
        }
    }

    private boolean isKnown(Method method) {
        return !method.equals(Method.QUERY) || reading.version() == OpenApiVersion.V3_2;
    }

    private void readAdditional(String path, Branch item, List<Branch> items) {
        for (var member : reading.members(item, "additionalOperations")) {
            var method = Method.any(member.name());
            if (method.isPresent()) {
                checkAdditional(member);
                add(new OperationKey(method.get(), path), member, items);
            } else {
                skipped(member, "a method, which is a token", "\"" + member.name() + "\"");
            }
        }
    }

    private void checkAdditional(Branch method) {
        Method.named(method.name())
                .ifPresent(fixed -> reading.remark(
                        DocumentRules.MALFORMED,
                        method,
                        "a method without a field of its own",
                        fixed + ", which belongs under " + fixed.name().toLowerCase(Locale.ROOT)));
    }

    private void add(OperationKey key, Branch branch, List<Branch> items) {
        if (operations.containsKey(key)) {
            skipped(branch, "one operation " + key, "a second one");
            return;
        }
        var operation = reading.resolved(branch);
        if (operation.isEmpty()) {
            skipped(branch, "an operation", reading.unresolved(branch));
        } else if (isWhole(operation.get())) {
            checkShape(key, branch);
            operations.put(key, operation(key, operation.get(), items));
        }
    }

    private void checkShape(OperationKey key, Branch branch) {
        var first = shapes.putIfAbsent(key.withoutNames(), key);
        if (first != null) {
            reading.remark(
                    DocumentRules.PATH_AMBIGUOUS,
                    branch,
                    "a path that differs in more than the names of variables",
                    key + " and " + first);
        }
    }

    /** Whether its body is there: an unresolved reference is reported. */
    private boolean isWhole(Branch operation) {
        var body = operation.member("requestBody");
        boolean lost =
                body.node().path("$ref").isString() && reading.resolved(body).isEmpty();
        if (lost) {
            skipped(body, "a $ref to an object", body.node().path("$ref").asString());
        }
        return !lost;
    }

    private Operation operation(OperationKey key, Branch branch, List<Branch> items) {
        var declared = parameters(key, branch, items);
        var ignored = declared.stream().filter(parameters::isIgnored).toList();
        return OperationBuilder.builder()
                .key(key)
                .operationId(operationId(branch))
                .summary(reading.text(branch, "summary").orElse(""))
                .tags(reading.texts(branch, "tags"))
                .deprecated(reading.flag(branch, "deprecated", false))
                .parameters(declared.stream()
                        .filter(parameter -> !ignored.contains(parameter))
                        .toList())
                .body(contents.requestBody(branch))
                .responses(responses.responses(branch))
                .security(security.requirements(branch).orElse(documentSecurity))
                .servers(servers.of(branch)
                        .or(() -> items.stream()
                                .flatMap(item -> servers.of(item).stream())
                                .findFirst())
                        .orElse(documentServers))
                .callbacks(hooks.callbacks(branch))
                .ignoredHeaders(ignored)
                .place(branch.place())
                .build();
    }

    private Optional<String> operationId(Branch branch) {
        var id = reading.text(branch, "operationId").filter(text -> !text.isBlank());
        if (id.isPresent() && !ids.add(id.get())) {
            reading.remark(
                    DocumentRules.DUPLICATE_OPERATION_ID,
                    branch.member("operationId"),
                    "a unique operationId",
                    "\"" + id.get() + "\", which another operation uses");
            return Optional.empty();
        }
        id.ifPresent(own -> checkCase(branch.member("operationId"), own));
        return id;
    }

    private void checkCase(Branch branch, String id) {
        String known = lowerIds.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
        if (known != null) {
            reading.remark(
                    DocumentRules.OPERATION_ID_CASE,
                    branch,
                    "an operationId that differs from \"" + known + "\" in more than its case",
                    "\"" + id + "\"");
        }
    }

    private record NameAndPlace(String name, Parameter.In in) {}

    private List<Parameter> parameters(OperationKey key, Branch operation, List<Branch> items) {
        var variables = key.variables();
        var all = new LinkedHashMap<NameAndPlace, Parameter>();
        addAbsent(operation, variables, all);
        items.forEach(item -> addAbsent(item, variables, all));
        boolean lost = parameters.isAnyLost(operation) || items.stream().anyMatch(parameters::isAnyLost);
        variables.stream()
                .filter(variable -> !lost)
                .filter(variable -> !all.containsKey(new NameAndPlace(variable, Parameter.In.PATH)))
                .forEach(variable -> reading.remark(
                        DocumentRules.PATH_VARIABLE,
                        operation,
                        "a parameter " + variable + " in path",
                        "no parameter; any string is accepted"));
        return List.copyOf(all.values());
    }

    private void addAbsent(Branch owner, Set<String> variables, Map<NameAndPlace, Parameter> all) {
        for (var parameter : parameters.of(owner)) {
            boolean isInPath = parameter.in() == Parameter.In.PATH;
            String name = isInPath ? OperationKey.nameOf(parameter.name()) : parameter.name();
            if (!isInPath || variables.contains(name)) {
                all.putIfAbsent(key(parameter.withName(name)), parameter.withName(name));
            } else {
                reading.remark(
                        DocumentRules.PATH_VARIABLE,
                        parameter.place(),
                        "{" + parameter.name() + "} in the path",
                        "no such variable");
            }
        }
    }

    private static NameAndPlace key(Parameter parameter) {
        boolean header = parameter.in() == Parameter.In.HEADER;
        return new NameAndPlace(header ? parameter.name().toLowerCase(Locale.ROOT) : parameter.name(), parameter.in());
    }

    private void skipped(Branch where, String expected, String actual) {
        reading.remark(DocumentRules.OPERATION_SKIPPED, where, expected, actual);
    }
}
