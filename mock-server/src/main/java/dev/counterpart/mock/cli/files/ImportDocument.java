package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadResult;
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
            line.getErr().println("to fix    " + line.getCommandSpec().qualifiedName() + " SOURCE DOCUMENT --out DIR");
            return Optional.empty();
        }
        var result = ContractReader.read(source.get(), reading.readOptions());
        if (result instanceof ReadResult.Rejected rejected) {
            rejected.violations().forEach(violation -> line.getErr().println(violation.text("")));
            return Optional.empty();
        }
        return Optional.of(((ReadResult.Read) result).contract());
    }
}
