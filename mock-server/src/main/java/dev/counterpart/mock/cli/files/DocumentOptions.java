package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.read.ReadOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The document and the fixtures of a command. */
public final class DocumentOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "OpenAPI document, as a path or URL. Default: the bundled contract.")
    @Nullable String document;

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description = "Folder of fixtures. Bundled contract: fixtures/bundled.")
    @Nullable Path fixtures;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    /** The document's path or URL; empty if none was named and none is bundled. */
    Optional<String> source() {
        return Optional.ofNullable(document).or(() -> Bundled.contract().map(Path::toString));
    }

    Optional<Path> fixturesFolder() {
        return Optional.ofNullable(fixtures).or(() -> document == null ? Bundled.fixtures() : Optional.empty());
    }

    ReadOptions readOptions() {
        return reading.readOptions();
    }
}
