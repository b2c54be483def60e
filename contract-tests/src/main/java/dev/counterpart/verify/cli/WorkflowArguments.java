package dev.counterpart.verify.cli;

import dev.counterpart.verify.GivenWorkflows;
import dev.counterpart.verify.cli.Inputs.Unusable;
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

    @Option(
            names = "--source-url",
            paramLabel = "NAME=URL",
            description = "Provider of another document of the workflows, by the name of its source description.")
    private Map<String, String> sources = new LinkedHashMap<>();

    @Option(names = "--only-workflows", description = "Run the workflows only, without other cases.")
    private boolean only;

    GivenWorkflows given() throws Unusable {
        if (files.isEmpty() && (only || !inputs.isEmpty() || !sources.isEmpty())) {
            String option = only ? "--only-workflows" : inputs.isEmpty() ? "--source-url" : "--input";
            throw new Unusable(option + " needs a file of workflows", "add --workflow FILE");
        }
        return new GivenWorkflows(files, inputs, sources, only);
    }
}
