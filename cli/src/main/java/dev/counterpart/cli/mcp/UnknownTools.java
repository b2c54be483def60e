package dev.counterpart.cli.mcp;

import dev.counterpart.spec.Similarity;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.List;
import java.util.regex.Pattern;

/** Names the tools where the SDK says only that one is unknown. */
final class UnknownTools {

    /** The detail of the SDK. */
    private static final Pattern DETAIL = Pattern.compile("Tool not found: (.*)", Pattern.DOTALL);

    private final List<String> names;

    /** @param names of the tools that there are */
    UnknownTools(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The message in our words, if it says that a tool is unknown; otherwise the message. */
    McpSchema.JSONRPCMessage inWords(McpSchema.JSONRPCMessage message) {
        if (message instanceof JSONRPCResponse response && response.error() != null) {
            var error = response.error();
            var detail = DETAIL.matcher(String.valueOf(error.data()));
            if (detail.matches()) {
                return JSONRPCResponse.error(
                        response.id(), new JSONRPCError(error.code(), text(detail.group(1)), error.data()));
            }
        }
        return message;
    }

    private String text(String name) {
        return "There is no tool \"" + name + "\". "
                + Similarity.nearest(name, names)
                        .map(nearest -> "The nearest name is " + nearest + ". ")
                        .orElse("")
                + "The tools are " + String.join(", ", names) + ".";
    }
}
