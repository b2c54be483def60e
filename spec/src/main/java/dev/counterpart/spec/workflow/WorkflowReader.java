package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a file of workflows (Arazzo 1.0 or 1.1, YAML or JSON) over the operations of a contract. */
public final class WorkflowReader {

    private static final Pattern VERSION = Pattern.compile("1\\.[01]\\.\\d+(-.+)?");

    /** The result of reading. */
    public sealed interface Result {
        record Read(Workflows workflows) implements Result {}

        /** All violations, in the order of the file. */
        record Rejected(List<Violation> violations) implements Result {
            public Rejected {
                violations = List.copyOf(violations);
            }
        }
    }

    private final Cursor root;
    private final Sources sources;
    private final Parts parts;

    private WorkflowReader(Document file, Contract contract) {
        root = Cursor.root(file);
        sources = Sources.read(root, contract);
        parts = new Parts(root.member("components"));
    }

    /**
     * Reads a file.
     *
     * @param name the name in messages
     */
    public static Result read(Path file, String name, Contract contract) {
        var read = DataFile.read(file, name);
        return read instanceof DataFile.Read document
                ? read(document.document(), contract)
                : new Result.Rejected(((DataFile.Rejected) read).violations());
    }

    /** Reads a file whose tree is known. */
    public static Result read(Document file, Contract contract) {
        var root = Cursor.root(file);
        var version = file.tree().path("arazzo");
        if (!version.isString() || !VERSION.matcher(version.asString()).matches()) {
            root.member("arazzo")
                    .invalid("the version 1.0.x or 1.1.x of Arazzo", Json.described(version), "write arazzo: 1.0.1");
            return new Result.Rejected(root.violations());
        }
        return new WorkflowReader(file, contract).result();
    }

    private Result result() {
        root.isObjectOf(List.of("arazzo", "$self", "info", "sourceDescriptions", "workflows", "components"));
        info();
        components();
        var workflows = new ArrayList<Workflow>();
        var all = root.elements("workflows");
        if (all.isEmpty()) {
            root.invalid("at least one workflow", "none", "add a workflow");
        }
        all.forEach(each -> workflow(each).ifPresent(workflows::add));
        new WorkflowChecks(root).check(workflows);
        return root.violations().isEmpty()
                ? new Result.Read(new Workflows(root.file(), workflows, known()))
                : new Result.Rejected(root.violations());
    }

    private void info() {
        var info = root.member("info");
        if (!info.isPresent()) {
            root.invalid("an object with info", "no info", "add info with title and version");
        } else if (info.isObjectOf(List.of("title", "summary", "description", "version"))) {
            info.required("title");
            info.required("version");
        }
    }

    private void components() {
        var components = root.member("components");
        if (components.isPresent()
                && components.isObjectOf(List.of("inputs", "parameters", "successActions", "failureActions"))) {
            components.members("inputs");
            components.members("parameters");
            components.members("successActions");
            components.members("failureActions");
        }
    }

    private ObjectNode known() {
        var known = JsonNodeFactory.instance.objectNode();
        known.set("sourceDescriptions", sources.known());
        var parameters = known.putObject("components").putObject("parameters");
        root.member("components")
                .member("parameters")
                .node()
                .properties()
                .forEach(each -> parameters.set(each.getKey(), each.getValue().path("value")));
        if (root.member("$self").isPresent()) {
            known.set("self", root.member("$self").node());
        }
        return known;
    }

    private Optional<Workflow> workflow(Cursor at) {
        if (!at.isObjectOf(List.of(
                "workflowId",
                "summary",
                "description",
                "inputs",
                "dependsOn",
                "steps",
                "successActions",
                "failureActions",
                "outputs",
                "parameters"))) {
            return Optional.empty();
        }
        at.text("summary");
        at.text("description");
        String id = at.required("workflowId");
        var steps = new ArrayList<Step>();
        var all = at.elements("steps");
        if (all.isEmpty()) {
            at.invalid("at least one step", "none", "add a step");
        }
        var reader = new StepReader(sources, parts, at);
        all.forEach(each -> reader.step(each).ifPresent(steps::add));
        var ordered = new StepOrder(at, steps).ordered();
        return Optional.of(new Workflow(id, inputs(at), dependsOn(at), ordered, Parts.outputs(at), at.place()));
    }

    private static List<String> dependsOn(Cursor at) {
        return at.texts("dependsOn").stream()
                .map(each -> each.node().asString())
                .distinct()
                .toList();
    }

    private Optional<Schema> inputs(Cursor at) {
        var schema = at.checked("inputs", "a JSON Schema", node -> node.isObject() || node.isBoolean());
        schema.ifPresent(node -> references(node, at.member("inputs"), new LinkedHashSet<>()));
        return schema.map(node ->
                new Schema(new Place(root.file().uri(), at.member("inputs").at()), node));
    }

    /** Reports references inside the file that lead to nothing. */
    private void references(JsonNode node, Cursor owner, Set<String> seen) {
        for (var found : node.findValuesAsString("$ref")) {
            if (found.startsWith("#/") && seen.add(found)) {
                var target = root.node().at(found.substring(1));
                if (target.isMissingNode()) {
                    owner.invalid("a reference to a schema of the file", found);
                } else {
                    references(target, owner, seen);
                }
            }
        }
    }
}
