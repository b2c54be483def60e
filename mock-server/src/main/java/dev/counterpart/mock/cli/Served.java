package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.Mounted;
import dev.counterpart.spec.Contract;
import java.time.Instant;

/**
 * What a server has made of a document.
 *
 * @param dangling how many of its references lead nowhere
 * @param begin when reading began
 */
record Served(Source source, Contract contract, Fixtures fixtures, int dangling, Instant begin) {

    Mounted mounted() {
        return new Mounted(source.prefix(), contract, fixtures);
    }
}
