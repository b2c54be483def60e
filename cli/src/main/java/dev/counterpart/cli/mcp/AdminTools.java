package dev.counterpart.cli.mcp;

import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that are operations of the admin API. */
final class AdminTools {

    private static final String JSON = "application/json";

    /** The operations, and what an agent has to know to choose one. */
    private static final List<Entry> ENTRIES = List.of(
            reads(
                    "list_operations",
                    "listOperations",
                    "Lists the operations of the mocked OpenAPI documents with the statuses, fixtures and examples that can be chosen for each."),
            reads(
                    "describe_operation",
                    "getOperation",
                    "Describes one operation: its declaration with all references resolved, its schemas, and a request that works."),
            reads("list_answers", "listOverrides", "Lists the answers and faults that are set now, with their ids."),
            changes(
                    "set_answer",
                    "addOverride",
                    "Sets what an operation answers: a status, a fixture, an example, a body, a delay or a fault, for a number of calls, for a time, or until it is removed."),
            changes("remove_answer", "removeOverride", "Removes one answer that was set, by its id."),
            changes(
                    "remove_all_answers",
                    "removeOverrides",
                    "Removes all answers that were set, or those of a session."),
            reads(
                    "list_scenarios",
                    "listScenarios",
                    "Lists the scenarios (stories in steps) and where those under way are."),
            changes("move_scenario", "moveScenario", "Starts, moves, resets or stops a scenario."),
            reads(
                    "read_journal",
                    "listExchanges",
                    "Lists the latest requests with their answers, newest first; the argument violation=\"\" keeps those that violate the contract."),
            reads(
                    "explain_exchange",
                    "getExchange",
                    "Explains one request of the journal: why it was answered so, each violation of the contract with its line in the document and what to do, and the fixtures that nearly matched."),
            reads(
                    "count_calls",
                    "countCalls",
                    "Counts the calls of an operation that meet conditions, and shows calls that nearly do."),
            reads(
                    "show_coverage",
                    "getCoverage",
                    "Shows which operations and statuses of the documents the traffic has reached."),
            reads(
                    "list_fixtures",
                    "listFixtures",
                    "Lists the files of the fixtures: the answers of the mock that people wrote."),
            reads("read_fixture", "readFixture", "Reads a fixture, and says whether it is valid."),
            reads(
                    "draft_fixture",
                    "draftFixture",
                    "Drafts a valid fixture for an operation and a status. Nothing is written."),
            reads(
                    "validate_fixture",
                    "checkFixture",
                    "Validates the text of a fixture against the contract, and says what to fix. Nothing is written."),
            changes(
                    "write_fixture",
                    "writeFixture",
                    "Writes a fixture if it is valid. It is served from the next request on."),
            reads("list_collections", "listCollections", "Lists the collections of a stateful mock."),
            reads("list_items", "listItems", "Lists the items of a collection of a stateful mock."));

    private final Contract contract = AdminApi.contract();

    /** A tool and its operation. */
    private record Entry(String tool, String operation, boolean changes, String description) {}

    private static Entry reads(String tool, String operation, String description) {
        return new Entry(tool, operation, false, description);
    }

    private static Entry changes(String tool, String operation, String description) {
        return new Entry(tool, operation, true, description);
    }

    List<Tool> all() {
        return ENTRIES.stream().map(this::tool).toList();
    }

    private Tool tool(Entry entry) {
        var operation = contract.operation(entry.operation()).orElseThrow();
        return new Tool(
                entry.tool(),
                entry.description(),
                JsonMapper.shared().convertValue(input(operation), McpJson.OBJECT),
                entry.changes(),
                (admin, arguments) -> run(operation, admin, arguments));
    }

    /** The parameters and the properties of the body, as one object. */
    private ObjectNode input(Operation operation) {
        var input = bodySchema(operation)
                .map(schema ->
                        (ObjectNode) AdminApi.inlined(contract, schema.place()).deepCopy())
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("type", "object"));
        if (!operation.parameters().isEmpty()) { // they would count; the admin API checks its body itself
            input.remove(List.of("minProperties", "maxProperties"));
        }
        var properties = input.withObjectProperty("properties");
        var required = input.withArrayProperty("required");
        for (var parameter : operation.parameters()) {
            var property = parameter
                    .schema()
                    .map(schema -> (ObjectNode)
                            AdminApi.inlined(contract, schema.place()).deepCopy())
                    .orElseThrow();
            String description = AdminApi.inlined(contract, parameter.place())
                    .path("description")
                    .asString("");
            if (!description.isEmpty()) {
                property.put("description", description);
            }
            properties.set(parameter.name(), property);
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        input.put("additionalProperties", false);
        if (required.isEmpty()) {
            input.remove("required");
        }
        return input;
    }

    private static Optional<Schema> bodySchema(Operation operation) {
        return operation.body().map(RequestBody::content).stream()
                .flatMap(List::stream)
                .filter(content -> content.key().equals(JSON))
                .findFirst()
                .flatMap(Content::schema);
    }

    private static Tool.Result run(Operation operation, Function<Request, Response> admin, ObjectNode arguments) {
        var response = admin.apply(request(operation, arguments.deepCopy()));
        String text = response.text().strip();
        return new Tool.Result(text.isEmpty() ? "Done." : text, response.status() >= 400);
    }

    private static Request request(Operation operation, ObjectNode arguments) {
        String path = operation.key().path();
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            JsonNode value = arguments.remove(parameter.name());
            if (value == null) {
                continue;
            }
            if (parameter.in() == Parameter.In.PATH) {
                path = path.replace("{" + parameter.name() + "}", ParameterWriter.path(parameter, value));
            } else {
                query.addAll(ParameterWriter.query(parameter, value));
            }
        }
        var request = Request.of(operation.key().method(), path).withQuery(String.join("&", query));
        return operation.body().isEmpty()
                ? request
                : request.with("Content-Type", JSON).withBody(Json.bytes(arguments));
    }
}
