package dev.counterpart.cli.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the protocol as JSON. */
final class McpJson {

    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());

    static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private McpJson() {}
}
