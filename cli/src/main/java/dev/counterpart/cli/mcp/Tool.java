package dev.counterpart.cli.mcp;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent can do.
 *
 * @param name in snake case
 * @param description for the agent: what it does, and when to use it
 * @param input a JSON Schema of the arguments
 * @param changes whether it changes what the mock or another server answers or keeps
 * @param run takes the admin API with the rights of the agent, and the arguments, which are valid by the schema
 */
record Tool(
        String name,
        String description,
        Map<String, Object> input,
        boolean changes,
        BiFunction<Function<Request, Response>, ObjectNode, Result> run) {

    private static final String HOW = "The user allows it by starting the mock with --allow-changes.";

    Tool {
        input = Map.copyOf(input);
    }

    /** The same tool, which the user has not allowed: it changes nothing, and says why. */
    Tool refused() {
        return new Tool(
                name,
                description + " Refused here. " + HOW,
                input,
                changes,
                (admin, arguments) -> new Result(name + " is not allowed, and nothing was changed. " + HOW, true));
    }

    /**
     * What a tool says.
     *
     * @param isError whether it could not do what it was asked for, which the agent can correct
     */
    record Result(String text, boolean isError) {}
}
