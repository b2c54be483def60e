package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.workflow.Workflow.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one file of workflows. What is invalid is added to the violations of the run. */
final class WorkflowFileReader {

    private static final Pattern VERSION = Pattern.compile("1\\.[01]\\.\\d+(-.+)?");

    private final Cursor root;
    private final String prefix;
    private final Sources sources;
    private final Parts parts;
    private final SchemaValidator validator;
    private final Set<Place> faulty = new LinkedHashSet<>();

    private WorkflowFileReader(Cursor root, String prefix, Contract contract, Library library) {
        this.root = root;
        this.prefix = prefix;
        this.sources = Sources.read(root, prefix, contract, library);
        this.parts = new Parts(root.member("components"), sources);
        this.validator = new SchemaValidator(new Documents(root.file(), List.of()), OpenApiVersion.V3_1);
    }

    /**
     * The workflows of a file.
     *
     * @param prefix before the ids of its workflows; empty for the file that the user named
     */
    static List<Workflow> read(
            Document file, String prefix, Contract contract, Library library, List<Violation> violations) {
        var root = Cursor.root(file, violations);
        var version = file.tree().path("arazzo");
        if (!version.isString() || !VERSION.matcher(version.asString()).matches()) {
            root.member("arazzo")
                    .invalid("the version 1.0.x or 1.1.x of Arazzo", Json.described(version), "write arazzo: 1.0.1");
            return List.of();
        }
        return new WorkflowFileReader(root, prefix, contract, library).workflows();
    }

    private List<Workflow> workflows() {
        root.isObjectOf(List.of("arazzo", "$self", "info", "sourceDescriptions", "workflows", "components"));
        root.checked(
                "$self",
                "a URI without a fragment",
                node -> node.isString() && !node.asString().contains("#"));
        info();
        components();
        var file = new File(root.file(), prefix, known());
        var workflows = new ArrayList<Workflow>();
        var all = root.elements("workflows");
        if (all.isEmpty()) {
            root.invalid("at least one workflow", "none", "add a workflow");
        }
        all.forEach(each -> workflow(each, file).ifPresent(workflows::add));
        return workflows;
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
            var inputs = components.members("inputs").values();
            faults(inputs.stream().map(this::schema).toList());
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

    private Optional<Workflow> workflow(Cursor at, File file) {
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
        String id = file.prefix() + at.required("workflowId");
        var steps = new ArrayList<Step>();
        var all = at.elements("steps");
        if (all.isEmpty()) {
            at.invalid("at least one step", "none", "add a step");
        }
        var reader = new StepReader(sources, parts, at);
        all.forEach(each -> reader.step(each).ifPresent(steps::add));
        var ordered = new StepOrder(at, steps).ordered();
        return Optional.of(new Workflow(id, inputs(at), dependsOn(at), ordered, Parts.outputs(at), file, at.place()));
    }

    private List<String> dependsOn(Cursor at) {
        return at.texts("dependsOn").stream()
                .flatMap(each -> sources.workflow(each).stream())
                .distinct()
                .toList();
    }

    private Optional<Schema> inputs(Cursor at) {
        var schema = at.checked("inputs", "a JSON Schema", node -> node.isObject() || node.isBoolean());
        schema.ifPresent(node -> references(node, at.member("inputs"), new LinkedHashSet<>()));
        var inputs = schema.map(node -> schema(at.member("inputs")));
        inputs.ifPresent(found -> faults(List.of(found)));
        return inputs;
    }

    private Schema schema(Cursor at) {
        return new Schema(new Place(root.file().uri(), at.at()), at.node());
    }

    /** Reports what in schemas of inputs cannot be applied. */
    private void faults(List<Schema> schemas) {
        for (var fault : validator.faults(schemas)) {
            if (faulty.add(fault.declared())) {
                var at = root.place(root.file().location(fault.declared().pointer()));
                at.invalid(
                        "a JSON Schema 2020-12: " + fault.reason(),
                        Json.described(at.node()),
                        "correct the schema of the input");
            }
        }
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
