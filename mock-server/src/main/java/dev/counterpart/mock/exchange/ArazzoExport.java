package dev.counterpart.mock.exchange;

import dev.counterpart.mock.journal.Journal;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.secret.Secrets;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded session as a workflow: one step per exchange, in their order. Secrets are inputs, so the document has none.
 *
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html">Arazzo 1.0.1</a>
 */
public final class ArazzoExport {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SOURCE = "api";

    private final Contract contract;
    private final Secrets secrets;
    private final KnownValues known = new KnownValues();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, ObjectNode> steps = new LinkedHashMap<>();
    private int left;

    /** @param secrets the names of values that are secret */
    public ArazzoExport(Contract contract, Secrets secrets) {
        this.contract = contract;
        this.secrets = secrets;
    }

    /**
     * The document.
     *
     * @param entries of that contract, oldest first
     * @param version of this program
     */
    public ObjectNode of(List<Journal.Entry> entries, String version) {
        entries.forEach(this::add);
        var root = NODES.objectNode();
        root.put("arazzo", "1.0.1");
        root.putObject("info")
                .put("title", "Session of " + (contract.title().isEmpty() ? "the document" : contract.title()))
                .put(
                        "description",
                        "Recorded by Counterpart " + version + ". Exchanges that were left out: " + left + ".")
                .put("version", "1.0.0");
        root.putArray("sourceDescriptions")
                .addObject()
                .put("name", SOURCE)
                .put("url", url())
                .put("type", "openapi");
        workflow(root.putArray("workflows").addObject());
        return root;
    }

    private void workflow(ObjectNode workflow) {
        workflow.put("workflowId", "session");
        if (!inputs.isEmpty()) {
            inputs(workflow.putObject("inputs"));
        }
        ArrayNode list = workflow.putArray("steps");
        steps.forEach((id, step) -> {
            var outputs = known.outputs(id);
            if (!outputs.isEmpty()) {
                var node = step.putObject("outputs");
                outputs.forEach(node::put);
            }
            list.add(step);
        });
    }

    private void inputs(ObjectNode schema) {
        schema.put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        inputs.values().forEach(name -> {
            required.add(name);
            properties.putObject(name).put("type", "string").put("format", "password");
        });
    }

    private void add(Journal.Entry entry) {
        var exchange = entry.exchange();
        var route = exchange.answer().route();
        boolean isWhole = !entry.isRequestCut()
                && exchange.answer().fault().isEmpty()
                && !RecordedStep.isAmbiguous(exchange.request());
        if (route.isEmpty() || !isWhole) {
            left++;
            return;
        }
        String id = id(route.get().operation());
        steps.put(id, step(id, entry, route.get()));
        known.answered(id, exchange.response());
    }

    private ObjectNode step(String id, Journal.Entry entry, Route.Found route) {
        var recorded = new RecordedStep(entry, route, known, secrets, inputs);
        var step = NODES.objectNode();
        step.put("stepId", id);
        target(step, route.operation());
        var parameters = recorded.parameters();
        if (!parameters.isEmpty()) {
            step.set("parameters", parameters);
        }
        recorded.body().ifPresent(body -> step.set("requestBody", body));
        step.putArray("successCriteria")
                .addObject()
                .put(
                        "condition",
                        "$statusCode == " + entry.exchange().response().status());
        return step;
    }

    private void target(ObjectNode step, Operation operation) {
        var named = uniqueId(operation);
        if (named.isPresent()) {
            step.put("operationId", named.get());
        } else {
            var pointer = JsonPointer.empty()
                    .appendProperty("paths")
                    .appendProperty(operation.key().path())
                    .appendProperty(operation.key().method().name().toLowerCase(Locale.ROOT));
            step.put("operationPath", "{$sourceDescriptions." + SOURCE + ".url}#" + pointer);
        }
    }

    /** The id, if no other operation has it; Arazzo reads one with a dollar sign as an expression. */
    private Optional<String> uniqueId(Operation operation) {
        long same = contract.operations().stream()
                .filter(each -> each.operationId().equals(operation.operationId()))
                .count();
        return operation.operationId().filter(name -> same == 1 && !name.startsWith("$"));
    }

    private String id(Operation operation) {
        String name = operation
                .operationId()
                .filter(each -> each.matches("[A-Za-z0-9_-]+"))
                .orElseGet(() -> operation.key().method().name().toLowerCase(Locale.ROOT));
        String id = name;
        for (int i = 2; steps.containsKey(id); i++) {
            id = name + "-" + i;
        }
        return id;
    }

    /** The URL of a document that has one, otherwise the name of its file. */
    private String url() {
        URI uri = contract.documents().main().uri();
        String path = String.valueOf(uri.getPath());
        return "file".equals(uri.getScheme()) ? "./" + path.substring(path.lastIndexOf('/') + 1) : uri.toString();
    }
}
