package dev.counterpart.cli.mcp;

import dev.counterpart.spec.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The tool that tests a running provider against the document: the command {@code test}, for URLs that the user has allowed. */
final class GateTool {

    private static final int LONGEST_MINUTES = 5;

    private final String document;
    private final List<String> urls;
    private final boolean mayChange;

    /**
     * @param document that providers are tested against
     * @param urls of the providers that the user has allowed, at least one
     * @param mayChange whether requests that change the provider are sent
     */
    GateTool(String document, List<String> urls, boolean mayChange) {
        this.document = document;
        this.urls = List.copyOf(urls);
        this.mayChange = mayChange;
    }

    Tool tool() {
        var properties = Map.of(
                "url",
                        Map.of(
                                "type",
                                "string",
                                "enum",
                                urls,
                                "description",
                                "one of the providers that the user allowed"),
                "only",
                        Map.of(
                                "type",
                                "string",
                                "description",
                                "operations to test: an operationId, or a method and path such as GET /pets*"),
                "effort", Map.of("type", "string", "enum", List.of("quick", "normal", "thorough"), "default", "quick"));
        return new Tool(
                "test_provider",
                "Tests a running implementation of the document, and reports each violation with its place, what to do, and a curl that repeats it."
                        + (mayChange ? "" : " Only GET, HEAD and OPTIONS are sent."),
                Map.of(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "required",
                        List.of("url"),
                        "additionalProperties",
                        false),
                false,
                (admin, arguments) -> run(arguments));
    }

    private Tool.Result run(ObjectNode arguments) {
        String url = arguments.path("url").asString("");
        if (!urls.contains(url)) {
            return new Tool.Result("The user allowed only " + String.join(", ", urls) + ".", true);
        }
        var command = new ArrayList<>(List.of("test", document, "--url", url));
        command.addAll(
                List.of("--effort", arguments.path("effort").asString("quick"), "--max-time", LONGEST_MINUTES + "m"));
        if (arguments.hasNonNull("only")) {
            command.addAll(List.of("--only", arguments.path("only").asString()));
        }
        if (!mayChange) {
            command.add("--read-only");
        }
        var out = new StringWriter();
        var err = new StringWriter();
        int code = dev.counterpart.verify.cli.Main.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command.toArray(String[]::new));
        boolean isRun = code == ExitCode.FINE || code == ExitCode.VIOLATIONS;
        return new Tool.Result((isRun ? out : err).toString().strip(), !isRun);
    }
}
