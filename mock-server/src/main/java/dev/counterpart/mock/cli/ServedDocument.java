package dev.counterpart.mock.cli;

import dev.counterpart.mock.cli.files.WireMockStubs;
import dev.counterpart.mock.engine.Mounts;
import dev.counterpart.spec.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A document to serve.
 *
 * @param prefix of its paths: empty, or with a leading slash and without a trailing one
 * @param document a path or an http(s) URL
 * @param fixtures the folder of its fixtures; empty if there is none
 * @param stubs of WireMock, served instead of fixtures; empty if there are none
 */
record ServedDocument(
        String prefix, String document, Optional<Path> fixtures, Optional<WireMockStubs> stubs, ReadOptions options) {

    private static final Pattern PREFIXED = Pattern.compile("([A-Za-z0-9._~/-]*)=(.+)");

    /**
     * The document of an argument {@code [PREFIX=]DOCUMENT}, without fixtures. If a file has that whole name, it is the document.
     */
    static ServedDocument of(String argument, ReadOptions options) {
        var matcher = PREFIXED.matcher(argument);
        var prefix =
                !isFile(argument) && matcher.matches() ? Mounts.prefix(matcher.group(1)) : Optional.<String>empty();
        return prefix.isPresent()
                ? new ServedDocument(prefix.get(), matcher.group(2), Optional.empty(), Optional.empty(), options)
                : new ServedDocument("", argument, Optional.empty(), Optional.empty(), options);
    }

    private static boolean isFile(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    ServedDocument with(Optional<Path> folder) {
        return new ServedDocument(prefix, document, folder, stubs, options);
    }

    /** The same document with fixtures that are made from stubs. */
    ServedDocument with(WireMockStubs made) {
        return new ServedDocument(prefix, document, Optional.empty(), Optional.of(made), options);
    }

    ServedDocument below(String base) {
        return new ServedDocument(base + prefix, document, fixtures, stubs, options);
    }

    /** The name of its subfolder of fixtures: the prefix, otherwise the file name without extension. */
    String name() {
        if (!prefix.isEmpty()) {
            return prefix.substring(1).replace('/', '~');
        }
        String file = document.substring(document.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }

    Loaded load() {
        return Loaded.from(document, fixtures, stubs, options);
    }
}
