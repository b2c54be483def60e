package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.cli.files.WireMockStubs;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document and its fixtures, as read from disk.
 *
 * @param contract absent where the document cannot be served
 * @param violations why it cannot be served, or warnings about it
 * @param begin when reading began: later edits may not be included
 */
record Loaded(Optional<Contract> contract, LoadedFixtures fixtures, List<Violation> violations, Instant begin) {

    Loaded {
        violations = List.copyOf(violations);
    }

    /** The number of unresolved references. */
    int dangling() {
        return (int) violations.stream()
                .map(Violation::rule)
                .filter(DocumentRules.DANGLING::equals)
                .count();
    }

    /**
     * Whether this is worse than what was served before: reading failed, or a reference became unresolved, as while a file is
     * being written.
     */
    boolean isWorseThan(Served before) {
        return contract.isEmpty() || dangling() > before.dangling();
    }

    static Loaded from(String document, Optional<Path> fixtures, Optional<WireMockStubs> stubs, ReadOptions options) {
        var begin = Instant.now();
        var result = ContractReader.read(document, options);
        if (result instanceof ReadResult.Rejected rejected) {
            return new Loaded(Optional.empty(), LoadedFixtures.none(), rejected.violations(), begin);
        }
        var read = (ReadResult.Read) result;
        var loaded = stubs.map(each -> each.read(read.contract()))
                .or(() -> fixtures.map(folder -> FixtureReader.read(folder, read.contract())))
                .orElseGet(LoadedFixtures::none);
        return new Loaded(Optional.of(read.contract()), loaded, read.warnings(), begin);
    }
}
