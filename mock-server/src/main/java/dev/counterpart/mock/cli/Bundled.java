package dev.counterpart.mock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is served when no document is named: the launcher says where the project lies. */
final class Bundled {

    /** Set by the launcher. */
    private static final String HOME = "counterpart.home";

    private Bundled() {}

    static Optional<Path> contract() {
        return below("spec/openapi/dynamic-oauth-access-token.yaml");
    }

    static Optional<Path> fixtures() {
        return below("fixtures");
    }

    private static Optional<Path> below(String path) {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> Path.of("")
                        .toAbsolutePath()
                        .relativize(Path.of(home).toAbsolutePath())
                        .resolve(path))
                .filter(Files::exists);
    }
}
