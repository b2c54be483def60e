package dev.counterpart.verify.prism;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The documents for which Prism and we are compared: those of our own tests, and those of {@code -Dcorpus}. */
final class PrismDocuments {

    static final Path OWN = Path.of("contract-tests/src/test/resources/prism");

    private static final Path EXCHANGES = Path.of("mock-server/src/test/resources/contracts");

    private PrismDocuments() {}

    /** Those of at most so many bytes whose names contain {@code -Dprism.documents}. */
    static List<Path> files(long largest) throws IOException {
        var all = new ArrayList<Path>();
        for (String folder : List.of(OWN.toString(), EXCHANGES.toString(), System.getProperty("corpus", ""))) {
            if (!folder.isEmpty()) {
                try (var files = Files.list(Path.of(folder))) {
                    files.filter(file -> isDocument(file, largest)).sorted().forEach(all::add);
                }
            }
        }
        String wanted = System.getProperty("prism.documents", "");
        return all.stream()
                .filter(file -> file.getFileName().toString().contains(wanted))
                .toList();
    }

    private static boolean isDocument(Path file, long largest) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().matches(".*\\.(json|ya?ml)")
                && file.toFile().length() <= largest;
    }

    /** What is done with a document. */
    interface Work {
        void with(Path file, Contract contract) throws Exception;
    }

    /**
     * Does the work for each document of {@link #files} that can be read, for as many at once as there are processors: most of the time of one
     * goes into the start of Prism, which uses one.
     */
    static void forEach(long largest, Work work) throws Exception {
        var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var all = new ArrayList<Future<?>>();
            for (var file : files(largest)) {
                all.add(workers.submit(() -> {
                    if (ContractReader.read(file.toString(), ReadOptions.defaults()) instanceof ReadResult.Read read) {
                        work.with(file, read.contract());
                    }
                    return null;
                }));
            }
            for (var each : all) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** What is written beside the tests for a document, in a file of its name and that extension; nothing where there is none. */
    static String written(Path document, String extension) throws IOException {
        var file = OWN.resolve(document.getFileName().toString().replaceFirst("\\.\\w+$", extension));
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
