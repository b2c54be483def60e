package dev.counterpart.spec;

import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.Collectors;

/** Contracts written in a test. */
public final class Contracts {

    private Contracts() {}

    /** The contract of that document, in YAML from {@code openapi:} on. */
    public static Contract of(String yaml) {
        try {
            var file = Files.createTempFile("contract", ".yaml");
            try {
                Files.writeString(file, yaml);
                var result = ContractReader.read(file.toString(), ReadOptions.defaults());
                if (result instanceof ReadResult.Read read) {
                    return read.contract();
                }
                throw new IllegalArgumentException("not a contract: " + result);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The contract with these entries of {@code paths}, in YAML from the first column on. */
    public static Contract ofPaths(String paths) {
        return of("openapi: 3.1.1\ninfo: {title: Test, version: 1.0.0}\npaths:\n"
                + paths.lines().map(line -> "  " + line + "\n").collect(Collectors.joining()));
    }
}
