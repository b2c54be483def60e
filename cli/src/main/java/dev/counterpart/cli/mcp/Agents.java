package dev.counterpart.cli.mcp;

import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What agents get: the tools, and the document and the fixtures as resources. */
final class Agents {

    private static final String ABOUT =
            "A mock of the OpenAPI documents that list_operations shows. Read explain_exchange"
                    + " to learn why a request was answered as it was, and which line of the document it violates.";

    private static final String DOCUMENT = "counterpart://document";
    private static final String FIXTURE = "counterpart://fixtures/{operation}/{file}";
    private static final String FIXTURES = "counterpart://fixtures/";
    private static final String JSON = "application/json";

    private static final String ADMIN = "admin";

    private final List<Tool> tools;
    private final String instructions;
    private final String version;

    /**
     * @param mayChange whether tools that change something do so; otherwise they refuse
     * @param more other tools
     * @param address of the mock, for the agent; empty if it knows it
     * @param version of Counterpart
     */
    Agents(boolean mayChange, List<Tool> more, Optional<String> address, String version) {
        this.tools = Stream.concat(new AdminTools().all().stream(), more.stream())
                .map(tool -> mayChange || !tool.changes() ? tool : tool.refused())
                .toList();
        this.instructions =
                address.map(url -> "The mock answers at " + url + ". ").orElse("")
                        + ABOUT
                        + (mayChange ? "" : " Nothing can be changed here; the user allows it with --allow-changes.");
        this.version = version;
    }

    /** The version that an admin API states. */
    static String version(Function<Request, Response> admin) {
        var version = admin.apply(Request.of(Method.GET, AdminApi.ROOT + "/version"));
        return Json.read(version.text()).path("version").asString("unknown");
    }

    /** What a request of an agent is answered with: the admin API with the rights of its client. */
    static McpTransportContext context(Function<Request, Response> admin) {
        return McpTransportContext.create(Map.of(ADMIN, admin));
    }

    @SuppressWarnings("unchecked") // put there by the method above
    private static Function<Request, Response> admin(McpTransportContext context) {
        return (Function<Request, Response>) context.get(ADMIN);
    }

    /** A server for one agent, which has these streams to itself. */
    McpSyncServer over(InputStream in, OutputStream out, Function<Request, Response> admin) {
        return McpServer.sync(new WordedTransport(in, out, unknownTools()))
                .jsonMapper(McpJson.MAPPER)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .serverInfo("counterpart", version)
                .instructions(instructions)
                .capabilities(capabilities())
                .immediateExecution(true)
                .tools(tools.stream()
                        .map(tool -> new McpServerFeatures.SyncToolSpecification(
                                declared(tool), (exchange, call) -> run(tool, admin, call)))
                        .toList())
                .resources(new McpServerFeatures.SyncResourceSpecification(
                        document(), (exchange, read) -> read(admin, read.uri())))
                .resourceTemplates(new McpServerFeatures.SyncResourceTemplateSpecification(
                        fixtures(), (exchange, read) -> read(admin, read.uri())))
                .build();
    }

    /** A server for many agents, each of whose requests stands for itself. */
    McpStatelessSyncServer over(McpStatelessServerTransport transport) {
        return McpServer.sync(transport)
                .jsonMapper(McpJson.MAPPER)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .serverInfo("counterpart", version)
                .instructions(instructions)
                .capabilities(capabilities())
                .immediateExecution(true)
                .tools(tools.stream()
                        .map(tool -> new McpStatelessServerFeatures.SyncToolSpecification(
                                declared(tool), (context, call) -> run(tool, admin(context), call)))
                        .toList())
                .resources(new McpStatelessServerFeatures.SyncResourceSpecification(
                        document(), (context, read) -> read(admin(context), read.uri())))
                .resourceTemplates(new McpStatelessServerFeatures.SyncResourceTemplateSpecification(
                        fixtures(), (context, read) -> read(admin(context), read.uri())))
                .build();
    }

    /** What is said about names that no tool has. */
    UnknownTools unknownTools() {
        return new UnknownTools(tools.stream().map(Tool::name).toList());
    }

    private static McpSchema.ServerCapabilities capabilities() {
        return McpSchema.ServerCapabilities.builder()
                .tools(false)
                .resources(false, false)
                .build();
    }

    private static McpSchema.Tool declared(Tool tool) {
        return McpSchema.Tool.builder(tool.name(), tool.input())
                .description(tool.description())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(!tool.changes())
                        .openWorldHint(false)
                        .build())
                .build();
    }

    private static McpSchema.CallToolResult run(
            Tool tool, Function<Request, Response> admin, McpSchema.CallToolRequest call) {
        var arguments = call.arguments() == null
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().<ObjectNode>valueToTree(call.arguments());
        var result = tool.run().apply(admin, arguments);
        return McpSchema.CallToolResult.builder()
                .addTextContent(result.text())
                .isError(result.isError())
                .build();
    }

    private static McpSchema.Resource document() {
        return McpSchema.Resource.builder(DOCUMENT, "document")
                .description("The mocked OpenAPI document with all files that it references, as one.")
                .mimeType(JSON)
                .build();
    }

    private static McpSchema.ResourceTemplate fixtures() {
        return McpSchema.ResourceTemplate.builder(FIXTURE, "fixture")
                .description("A file of the fixtures, by the names that list_fixtures shows.")
                .mimeType("application/yaml")
                .build();
    }

    private static McpSchema.ReadResourceResult read(Function<Request, Response> admin, String uri) {
        boolean isDocument = uri.equals(DOCUMENT);
        String target = isDocument
                ? AdminApi.ROOT + "/document"
                : AdminApi.ROOT + "/fixtures/file?file="
                        + PercentEncoding.encoded(PercentEncoding.decoded(uri.substring(FIXTURES.length())));
        var response = admin.apply(Request.of(Method.GET, target));
        String text = isDocument || response.status() >= 400
                ? response.text()
                : Json.read(response.text()).path("text").asString("");
        var contents = McpSchema.TextResourceContents.builder(uri, text)
                .mimeType(isDocument ? JSON : "application/yaml")
                .build();
        return McpSchema.ReadResourceResult.builder(List.of(contents)).build();
    }
}
