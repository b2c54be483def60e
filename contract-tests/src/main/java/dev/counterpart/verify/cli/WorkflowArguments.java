package dev.counterpart.verify.cli;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.workflow.WorkflowOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which workflows are run. */
final class WorkflowArguments {

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            description = "Run the workflows of an Arazzo 1.0 or 1.1 file after the cases; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "Input of the workflows: a text, or JSON if the schema declares another type.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(names = "--only-workflows", description = "Run the workflows only, without other cases.")
    private boolean only;

    WorkflowOptions workflows(Contract contract) throws Unusable {
        if (files.isEmpty() && (only || !inputs.isEmpty())) {
            throw new Unusable(
                    (only ? "--only-workflows" : "--input") + " needs a file of workflows", "add --workflow FILE");
        }
        var read = new ArrayList<Workflows>();
        for (var file : files) {
            read.add(Inputs.workflows(file, contract));
        }
        var workflows = new WorkflowOptions(read, inputs, only);
        Inputs.check(workflows);
        return workflows;
    }
}
