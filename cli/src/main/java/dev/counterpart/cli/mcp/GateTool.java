package dev.counterpart.cli.mcp;

import dev.counterpart.spec.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The tool that tests a running provider against the document: the command {@code test}, for URLs that the user has allowed. */
final class GateTool {

    private static final int LONGEST_MINUTES = 5;

    private static final String OPERATIONS =
            "operations to test: an operationId, or a method and path such as GET /pets*";

    private final List<String> documents;
    private final List<String> reading;
    private final List<String> urls;
    private final boolean mayChange;

    /**
     * @param documents that providers are tested against, at least one
     * @param reading options with which the command reads them
     * @param urls of the providers that the user has allowed, at least one
     * @param mayChange whether requests that change the provider are sent
     */
    GateTool(List<String> documents, List<String> reading, List<String> urls, boolean mayChange) {
        this.documents = List.copyOf(documents);
        this.reading = List.copyOf(reading);
        this.urls = List.copyOf(urls);
        this.mayChange = mayChange;
    }

    Tool tool() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("url", choice(urls, "one of the providers that the user allowed"));
        if (documents.size() > 1) {
            properties.put("document", choice(documents, "the document that this provider implements"));
        }
        var required = List.copyOf(properties.keySet());
        properties.put("only", Map.of("type", "string", "description", OPERATIONS));
        properties.put(
                "effort", Map.of("type", "string", "enum", List.of("quick", "normal", "thorough"), "default", "quick"));
        return new Tool(
                "test_provider",
                "Tests a running implementation of the document, and reports each violation with its place, what to do, and a curl that repeats it."
                        + (mayChange ? "" : " Only GET, HEAD and OPTIONS are sent."),
                Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false),
                false,
                (admin, arguments) -> run(arguments));
    }

    private static Map<String, Object> choice(List<String> values, String description) {
        return Map.of("type", "string", "enum", values, "description", description);
    }

    private Tool.Result run(ObjectNode arguments) {
        String url = arguments.path("url").asString("");
        if (!urls.contains(url)) {
            return new Tool.Result("The user allowed only " + String.join(", ", urls) + ".", true);
        }
        String document = arguments.path("document").asString(documents.get(0));
        var command = new ArrayList<>(List.of("test", document, "--url", url));
        command.addAll(reading);
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
