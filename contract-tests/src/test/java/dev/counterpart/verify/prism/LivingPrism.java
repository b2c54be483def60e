package dev.counterpart.verify.prism;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prism that is started again whenever a request has ended it, but asked no more for a path that did so twice. */
final class LivingPrism implements AutoCloseable {

    private static final int MOST_ENDINGS = 2;

    private final Path script;
    private final List<String> command;
    private final Map<String, Integer> endings = new HashMap<>();
    private Optional<PrismProcess> process;
    private String last = "";

    LivingPrism(Path script, List<String> command) throws IOException, InterruptedException {
        this.script = script;
        this.command = List.copyOf(command);
        this.process = PrismProcess.start(script, command);
    }

    boolean isRunning() {
        return process.isPresent();
    }

    /** Where to ask for that path; nothing where that is not to be asked. */
    Optional<URI> url(String path) throws IOException, InterruptedException {
        if (process.isPresent() && !process.get().isAlive()) {
            endings.merge(last, 1, Integer::sum);
            process = PrismProcess.start(script, command);
        }
        last = path;
        return endings.getOrDefault(path, 0) < MOST_ENDINGS ? process.map(PrismProcess::url) : Optional.empty();
    }

    @Override
    public void close() {
        process.ifPresent(PrismProcess::close);
    }
}
