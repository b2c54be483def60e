package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.GatewayStatus;
import dev.counterpart.mock.record.FakeCredentials;
import dev.counterpart.mock.record.SampleRequest;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is served: documents, operations with their possible answers, coverage. */
final class ContractCalls {

    /** How long the API waits until finished exchanges are counted. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Running running;

    ContractCalls(Running running) {
        this.running = running;
    }

    Response health(AdminCall call) {
        return AdminCall.ok(object().put("status", "up")
                .put("state", running.control().store().fault().isEmpty() ? "available" : "unavailable"));
    }

    Response version(AdminCall call) {
        return AdminCall.ok(object().put("version", programVersion()));
    }

    /** The version of this program; "unknown" outside of a jar. */
    static String programVersion() {
        String version = ContractCalls.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    Response documents(AdminCall call) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var served : running.served()) {
            list.addObject()
                    .put("prefix", served.prefix())
                    .put("title", served.contract().title())
                    .put("document", served.document())
                    .put("openapi", served.contract().version().text())
                    .put("operations", served.contract().operations().size())
                    .put("fixtures", served.fixtures().all().size())
                    .put("scenarios", served.fixtures().scenarios().size());
        }
        return AdminCall.ok(list);
    }

    /** A document as one file, whose server is this mock. */
    Response document(AdminCall call) {
        String prefix = call.query("prefix").orElse("");
        return running.served().stream()
                .filter(served -> served.prefix().equals(prefix))
                .findFirst()
                .map(served -> AdminCall.ok(OneFile.of(served.contract(), prefix)))
                .orElseGet(() -> AdminCall.notFound("No document is served at the prefix "
                        + Json.text(JsonNodeFactory.instance.stringNode(prefix)) + "; listDocuments names all."));
    }

    /** Counts everything that has ended. */
    Response coverage(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        return AdminCall.ok(running.ofThisMock(running.coverage().json()));
    }

    Response operations(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        var list = JsonNodeFactory.instance.arrayNode();
        int position = 0;
        for (var served : running.served()) {
            for (var operation : served.contract().operations()) {
                list.add(operation(served, operation)
                        .put("requests", running.coverage().requests(position, operation)));
            }
            position++;
        }
        var answer = object();
        answer.set("operations", list);
        var gateway = answer.putArray("gatewayStatuses");
        GatewayStatus.codes().forEach(gateway::add);
        return AdminCall.ok(answer);
    }

    private ObjectNode operation(Running.Served served, Operation operation) {
        var node = object();
        node.put("name", operation.name());
        node.put("key", operation.key().toString());
        node.put("selector", OperationNames.selector(running.served(), served, operation));
        node.put("method", operation.key().method().name());
        node.put("path", operation.key().path());
        node.put("prefix", served.prefix());
        node.put("summary", operation.summary());
        node.put("deprecated", operation.deprecated());
        var tags = node.putArray("tags");
        operation.tags().forEach(tags::add);
        node.put("overridden", isOverridden(served, operation));
        node.put("editable", served.folder().isPresent());
        var statuses = node.putArray("statuses");
        operation.responses().forEach(response -> statuses.add(status(response, operation, served)));
        var undocumented = node.putArray("undocumentedFixtures");
        served.fixtures().all(operation).stream()
                .filter(Fixture::isUndocumented)
                .map(Fixture::label)
                .forEach(undocumented::add);
        return node;
    }

    private boolean isOverridden(Running.Served served, Operation operation) {
        return running.control().overrides().all().stream()
                .anyMatch(each -> each.operation().covers(served.prefix(), operation));
    }

    private static ObjectNode status(DeclaredResponse response, Operation operation, Running.Served served) {
        var node = object();
        node.put("status", response.status().text());
        node.put("description", response.description());
        var fixtures = node.putArray("fixtures");
        served.fixtures().of(operation).stream()
                .filter(fixture -> isOf(response, fixture, operation))
                .forEach(fixture -> fixtures.add(fixture(fixture)));
        var examples = node.putArray("examples");
        response.content().stream()
                .flatMap(content -> content.examples().stream())
                .map(example -> example.name())
                .distinct()
                .forEach(examples::add);
        return node;
    }

    private static boolean isOf(DeclaredResponse response, Fixture fixture, Operation operation) {
        return operation.responseFor(fixture.status()).filter(response::equals).isPresent();
    }

    private static ObjectNode fixture(Fixture fixture) {
        var node = object();
        node.put("label", fixture.label());
        node.put("status", fixture.status());
        node.put("file", fixture.file().file());
        node.put("line", fixture.file().line());
        node.put("conditional", !fixture.when().isAlways());
        var conditions = node.putArray("conditions");
        fixture.when().conditions().forEach((key, matcher) -> conditions.add(key + " is " + matcher));
        fixture.fault().ifPresent(fault -> node.put("fault", fault.label()));
        return node;
    }

    /** One operation with the schemas of its messages, as the document has them. */
    Response operation(AdminCall call) {
        String name = call.query("name").orElse("");
        var found = OperationNames.find(running.served(), name);
        if (found.isPresent()) {
            var served = found.get().served();
            var operation = found.get().operation();
            var node = operation(served, operation);
            node.set("declaration", served.contract().documents().at(operation.place()));
            node.set("resolved", Inlined.at(operation.place(), served.contract().documents()));
            node.set("request", sample(served, operation));
            return AdminCall.ok(node);
        }
        var names = running.served().stream()
                .flatMap(served -> served.contract().operations().stream())
                .map(Operation::name)
                .toList();
        return AdminCall.notFound(unknownOperation(name, names));
    }

    private static ObjectNode sample(Running.Served served, Operation operation) {
        var request = new SampleRequest(served.contract()).whole(operation);
        return RequestJson.of(FakeCredentials.on(request, operation, served.contract()), served.prefix());
    }

    static String unknownOperation(String name, List<String> names) {
        return "No operation is called " + Json.text(JsonNodeFactory.instance.stringNode(name)) + "; "
                + Similarity.nearest(name, names)
                        .map(near -> "the nearest is " + near + ".")
                        .orElse("operations are named by operationId, or by method and path.");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
