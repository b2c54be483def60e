package dev.counterpart.verify.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The parameter DOCUMENT, a mixin. */
final class DocumentParameter {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "OpenAPI document, a path or a URL. Default: the bundled contract.")
    private @Nullable String document;

    /** The document that was named; empty if none was. */
    Optional<String> named() {
        return Optional.ofNullable(document);
    }
}
