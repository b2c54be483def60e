package dev.counterpart.cli.mcp;

import dev.counterpart.mock.admin.AdminApi;
import dev.counterpart.mock.admin.AgentDoor;
import dev.counterpart.mock.settings.AgentRights;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * The endpoint at {@code /__counterpart/mcp} (MCP 2025-11-25, Streamable HTTP): each message is a POST, answered as JSON. There are no sessions
 * and no messages that the server begins, so GET and DELETE are 405, as the protocol allows.
 */
public final class HttpAgents implements AgentDoor {

    /** A server for each kind of rights. */
    private final Map<AgentRights, Line> lines = new ConcurrentHashMap<>();

    /** One server, which gets the requests that come in by HTTP. */
    private static final class Line implements McpStatelessServerTransport {

        private final UnknownTools words;
        private @Nullable McpStatelessServerHandler handler;

        Line(AgentRights rights, Function<Request, Response> admin) {
            var more = rights.testUrls().isEmpty()
                    ? List.<Tool>of()
                    : List.of(new GateTool(documents(admin), rights.reading(), rights.testUrls(), rights.mayChange())
                            .tool());
            var agents = new Agents(rights.mayChange(), more, Optional.empty(), Agents.version(admin));
            words = agents.unknownTools();
            agents.over(this);
        }

        private static List<String> documents(Function<Request, Response> admin) {
            var documents = admin.apply(Request.of(Method.GET, AdminApi.ROOT + "/documents"));
            return Json.read(documents.text())
                    .valueStream()
                    .map(each -> each.path("document").asString())
                    .distinct()
                    .toList();
        }

        @Override
        public void setMcpHandler(McpStatelessServerHandler handler) {
            this.handler = handler;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        Response answer(McpSchema.JSONRPCMessage message, McpTransportContext context) throws IOException {
            var server = Objects.requireNonNull(handler, "the SDK sets it");
            if (message instanceof McpSchema.JSONRPCRequest request) {
                var response = Objects.requireNonNull(
                        server.handleRequest(context, request).block());
                return Response.of(200, "application/json", McpJson.MAPPER.writeValueAsString(words.inWords(response)));
            }
            if (message instanceof McpSchema.JSONRPCNotification notification) {
                server.handleNotification(context, notification).block();
            }
            return Response.of(202);
        }
    }

    @Override
    public Response answer(Request request, Function<Request, Response> admin, AgentRights rights) {
        if (!request.method().equals(Method.POST.name())) {
            return problem(405, "Agents send each message by POST.").with("Allow", "POST");
        }
        try {
            var message = McpSchema.deserializeJsonRpcMessage(
                    McpJson.MAPPER, new String(request.body(), StandardCharsets.UTF_8));
            return lines.computeIfAbsent(rights, allowed -> new Line(allowed, admin))
                    .answer(message, Agents.context(admin));
        } catch (IOException | IllegalArgumentException | JacksonException malformed) {
            return problem(400, "The body is not a message of the Model Context Protocol, which are JSON-RPC 2.0.");
        }
    }

    private static Response problem(int status, String detail) {
        return Problem.plain(status, detail).response();
    }
}
