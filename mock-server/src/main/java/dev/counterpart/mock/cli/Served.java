package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.Mounted;
import dev.counterpart.spec.Contract;
import java.time.Instant;

/**
 * The served state of a document.
 *
 * @param dangling number of its unresolved references
 * @param begin when reading began
 */
record Served(ServedDocument source, Contract contract, Fixtures fixtures, int dangling, Instant begin) {

    Mounted mounted() {
        return new Mounted(source.prefix(), contract, fixtures, source.document(), source.fixtures());
    }
}
