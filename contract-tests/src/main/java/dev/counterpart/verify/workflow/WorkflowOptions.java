package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.workflow.Step.Api;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowInputs;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.send.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workflows of a run.
 *
 * @param inputs texts by the name of the input, for all workflows that declare it
 * @param providers of documents other than the tested one, by the name of their source description
 * @param only whether nothing but the workflows is sent
 */
public record WorkflowOptions(
        List<Workflows> files, Map<String, String> inputs, Map<String, Target> providers, boolean only) {

    public WorkflowOptions {
        files = List.copyOf(files);
        inputs = Map.copyOf(inputs);
        providers = Map.copyOf(providers);
    }

    public static WorkflowOptions none() {
        return new WorkflowOptions(List.of(), Map.of(), Map.of(), false);
    }

    /** The provider of a document. */
    public Target target(Api api) {
        return Optional.ofNullable(providers.get(api.name()))
                .orElseThrow(() -> new IllegalStateException("the provider of " + api + " is not known"));
    }

    /** The document of an operation that is not of the tested one. */
    public Optional<Api> api(Operation operation) {
        return files.stream().flatMap(file -> file.api(operation).stream()).findFirst();
    }

    /**
     * The inputs of a workflow: the given ones that it declares, and defaults.
     *
     * @param known those of its file
     */
    ObjectNode inputs(WorkflowInputs known, Workflow workflow) {
        var given = new LinkedHashMap<String, JsonNode>();
        known.declared(workflow).forEach((name, schema) -> {
            String text = inputs.get(name);
            if (text != null) {
                given.put(name, WorkflowInputs.parsed(text, schema));
            }
        });
        return known.completed(workflow, given);
    }

    /** The violations of the schemas of inputs, for the workflows that are run by themselves. */
    public List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        for (var file : files) {
            var known = new WorkflowInputs();
            file.started().forEach(workflow -> violations.addAll(known.violations(workflow, inputs(known, workflow))));
        }
        return violations;
    }

    /** The names of given inputs that no workflow declares. */
    public List<String> unknownInputs() {
        var unknown = new TreeSet<>(inputs.keySet());
        declared().forEach(unknown::remove);
        return List.copyOf(unknown);
    }

    /** The names of all inputs. */
    public List<String> declared() {
        var names = new TreeSet<String>();
        for (var file : files) {
            var known = new WorkflowInputs();
            file.workflows().forEach(each -> names.addAll(known.declared(each).keySet()));
        }
        return List.copyOf(names);
    }

    /** The inputs that reports must not show. */
    public List<Secret> secrets() {
        var secrets = new ArrayList<Secret>();
        for (var file : files) {
            var known = new WorkflowInputs();
            for (var workflow : file.workflows()) {
                known.declared(workflow).forEach((name, schema) -> {
                    String value =
                            inputs.getOrDefault(name, schema.path("default").asString(""));
                    if (!value.isEmpty() && WorkflowInputs.isSecret(name, schema)) {
                        secrets.add(new Secret(
                                value, "$" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
                    }
                });
            }
        }
        return secrets.stream().distinct().toList();
    }
}
