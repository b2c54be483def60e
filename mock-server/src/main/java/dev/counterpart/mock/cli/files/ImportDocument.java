package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** How the document of an import is read. */
final class ImportDocument {

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    /** The contract; empty if it cannot be read, which is reported. */
    Optional<Contract> contract(CommandLine line, @Nullable String document) {
        var source = Optional.ofNullable(document).or(() -> Bundled.contract().map(Path::toString));
        if (source.isEmpty()) {
            line.getErr().println("counterpart: no document was named, and the bundled contract was not found");
            String command = line.getCommandSpec().qualifiedName();
            line.getErr().println(ErrorName.NO_DOCUMENT.toFix(command + " SOURCE DOCUMENT --out DIR"));
            return Optional.empty();
        }
        var result = ContractReader.read(source.get(), reading.readOptions());
        if (result instanceof ReadResult.Rejected rejected) {
            line.getErr().println(Violation.texts(rejected.violations()));
            return Optional.empty();
        }
        return Optional.of(((ReadResult.Read) result).contract());
    }
}
