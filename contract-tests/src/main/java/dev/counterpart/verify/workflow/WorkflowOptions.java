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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workflows of a run.
 *
 * @param providers of documents other than the tested one, by the name of their source description
 * @param only whether nothing but the workflows is sent
 */
public record WorkflowOptions(List<Workflows> files, GivenInputs inputs, Map<String, Target> providers, boolean only) {

    public WorkflowOptions {
        files = List.copyOf(files);
        providers = Map.copyOf(providers);
    }

    public static WorkflowOptions none() {
        return new WorkflowOptions(List.of(), GivenInputs.none(), Map.of(), false);
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
        return known.completed(workflow, inputs.of(workflow, known.declared(workflow)));
    }

    /** What deviates from the standard and is read as it is meant. */
    public List<Violation> warnings() {
        return files.stream().flatMap(file -> file.warnings().stream()).toList();
    }

    /** The violations of the schemas of inputs, for the workflows that are run by themselves. */
    public List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        for (var file : files) {
            var known = new WorkflowInputs();
            file.started().stream()
                    .filter(workflow -> file.unsupported(workflow).isEmpty())
                    .forEach(workflow -> violations.addAll(known.violations(workflow, inputs(known, workflow))));
        }
        return violations;
    }

    /** The names of the declared inputs by the id of their workflow. */
    public Map<String, Set<String>> declared() {
        var names = new TreeMap<String, Set<String>>();
        var known = new WorkflowInputs();
        for (var file : files) {
            file.workflows()
                    .forEach(each -> names.put(each.id(), known.declared(each).keySet()));
        }
        return names;
    }

    /** The inputs that reports must not show. */
    public List<Secret> secrets() {
        var secrets = new ArrayList<Secret>();
        for (var file : files) {
            var known = new WorkflowInputs();
            for (var workflow : file.workflows()) {
                var values = inputs(known, workflow);
                known.declared(workflow).forEach((name, schema) -> {
                    String value = values.path(name).asString("");
                    if (!value.isEmpty() && WorkflowInputs.isSecret(name, schema)) {
                        secrets.add(Secret.named(name, value));
                    }
                });
            }
        }
        return secrets.stream().distinct().toList();
    }
}
