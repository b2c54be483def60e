package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The document and the fixtures of a command.
 *
 * @param violations of the document, or warnings about it
 * @param folder of the fixtures
 */
record Input(Contract contract, LoadedFixtures fixtures, List<Violation> violations, Optional<Path> folder) {

    Input {
        violations = List.copyOf(violations);
    }

    /** Reads both; empty if the document cannot be read, which is reported. */
    static Optional<Input> read(CommandLine line, DocumentOptions options) {
        var source = options.source();
        if (source.isEmpty()) {
            String command = line.getCommandSpec().qualifiedName();
            line.getErr().println("counterpart: no document was named, and the bundled contract was not found");
            line.getErr().println(ErrorName.NO_DOCUMENT.toFix(command + " DOCUMENT --fixtures DIR"));
            return Optional.empty();
        }
        var result = ContractReader.read(source.get(), options.readOptions());
        if (result instanceof ReadResult.Rejected rejected) {
            line.getErr().println(Violation.texts(rejected.violations()));
            return Optional.empty();
        }
        return Optional.of(of((ReadResult.Read) result, options.fixturesFolder()));
    }

    private static Input of(ReadResult.Read read, Optional<Path> folder) {
        var loaded =
                folder.map(each -> FixtureReader.read(each, read.contract())).orElseGet(LoadedFixtures::none);
        return new Input(read.contract(), loaded, read.warnings(), folder);
    }

    /** Whether the document has no errors. */
    boolean isWhole() {
        return violations.stream().noneMatch(violation -> violation.severity() == Severity.ERROR);
    }
}
