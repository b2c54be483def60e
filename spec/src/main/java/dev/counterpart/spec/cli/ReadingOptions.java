package dev.counterpart.spec.cli;

import dev.counterpart.spec.read.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command reads its documents, a mixin. */
public final class ReadingOptions {

    @Option(
            names = "--allow-remote-refs",
            arity = "0..1",
            fallbackValue = "true",
            description = "Follow $refs to http and https URLs.")
    private boolean allowRemoteRefs;

    @Option(
            names = "--overlay",
            paramLabel = "FILE",
            description = "Apply this OpenAPI Overlay to the document. Can be repeated.")
    private List<String> overlays = List.of();

    public ReadOptions readOptions() {
        return ReadOptions.defaults().withAllowRemoteRefs(allowRemoteRefs).withOverlays(overlays);
    }

    /** These options as arguments of another command. */
    public List<String> arguments() {
        var arguments = new ArrayList<String>();
        overlays.forEach(each -> arguments.addAll(List.of("--overlay", each)));
        if (allowRemoteRefs) {
            arguments.add("--allow-remote-refs");
        }
        return arguments;
    }
}
