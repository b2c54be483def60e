package dev.counterpart.maven;

import dev.counterpart.verify.cli.Main;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Runs the gate. The build does not fail before the goal {@code verify}, so that {@code stop} can end the provider. */
@Mojo(name = "test", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class TestGoal extends IntegrationGoal {

    /** The document: a path or an http(s) URL; by default the one in the data file. */
    @Parameter(property = "counterpart.document")
    private @Nullable String document;

    /** The provider's URL; by default the one in the data file. */
    @Parameter(property = "counterpart.url")
    private @Nullable String url;

    /** The data file; none by default. */
    @Parameter(property = "counterpart.data")
    private @Nullable File data;

    /** Arazzo files, whose workflows are run after the cases; none by default. */
    @Parameter
    List<File> workflows = List.of();

    /** Inputs of the workflows by name. */
    @Parameter
    Map<String, String> inputs = Map.of();

    /** URLs of the providers of other documents that workflows use, by the name of their source description. */
    @Parameter
    Map<String, String> sourceUrls = Map.of();

    /** The folder of the reports. */
    @Parameter(defaultValue = "${project.build.directory}/counterpart")
    private File reports = new File("counterpart");

    /** Further options of the command {@code test}, for example {@code --effort} and {@code quick}. */
    @Parameter
    private List<String> options = List.of();

    @Override
    void run() {
        int code = Main.line().execute(arguments().toArray(String[]::new));
        if (code != 0) {
            Running.of(this)
                    .fail(
                            code == 1
                                    ? "The provider violates its contract: see above, or report.html in " + reports
                                    : "The gate could not run: see above");
        }
    }

    /** Of the command {@code test}. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("test"));
        if (document != null) {
            arguments.add(project().document(document));
        }
        if (url != null) {
            arguments.addAll(List.of("--url", url));
        }
        if (data != null) {
            arguments.addAll(List.of("--data", data.getPath()));
        }
        workflows.forEach(each -> arguments.addAll(List.of("--workflow", each.getPath())));
        inputs.forEach((name, value) -> arguments.addAll(List.of("--input", name + "=" + value)));
        sourceUrls.forEach((name, each) -> arguments.addAll(List.of("--source-url", name + "=" + each)));
        arguments.addAll(List.of("--report", reports.getPath()));
        arguments.addAll(options);
        return arguments;
    }
}
