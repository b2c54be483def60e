package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.Mounted;
import dev.counterpart.spec.Contract;

/**
 * What a server has made of a document.
 *
 * @param dangling how many of its references lead nowhere
 */
record Served(Source source, Contract contract, Fixtures fixtures, int dangling) {

    Mounted mounted() {
        return new Mounted(source.prefix(), contract, fixtures);
    }
}
