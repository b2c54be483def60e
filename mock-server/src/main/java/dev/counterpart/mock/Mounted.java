package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A contract, its fixtures, and the prefix that a server serves them at.
 *
 * @param prefix of every path: empty, or with a leading slash and without a trailing one
 * @param document the path or URL of the document; empty if it has none
 * @param folder of the fixtures, where edits are written; empty if they are in no folder
 */
public record Mounted(String prefix, Contract contract, Fixtures fixtures, String document, Optional<Path> folder) {

    /** A contract and fixtures that are in no files. */
    public Mounted(String prefix, Contract contract, Fixtures fixtures) {
        this(prefix, contract, fixtures, "", Optional.empty());
    }
}
