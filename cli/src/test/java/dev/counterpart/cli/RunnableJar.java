package dev.counterpart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All commands in one jar, as {@code java -jar} runs it: its manifest lists the class path. */
final class RunnableJar {

    /** The java of this test. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private RunnableJar() {}

    /** Writes the jar into a folder. */
    static Path in(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path")
                                        .split(Pattern.quote(java.io.File.pathSeparator)))
                                .map(each -> Path.of(each).toUri().toString())
                                .collect(Collectors.joining(" ")));
        var file = folder.resolve("counterpart.jar");
        try (var out = Files.newOutputStream(file);
                var all = new JarOutputStream(out, manifest)) {
            all.finish();
        }
        return file;
    }

    /** Writes a script that can be executed. */
    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
