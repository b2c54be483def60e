package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.spec.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of an export.
 *
 * @param files content by path, with slashes
 * @param left what has no counterpart in the format, with the reason
 */
public record ExportedFiles(Map<String, byte[]> files, List<String> left) {

    public ExportedFiles {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        left = left.stream().distinct().toList();
    }

    /** The name of an operation in file names. */
    static String name(Operation operation) {
        return operation
                .operationId()
                .orElseGet(() -> operation.key().toString())
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[-.]+|-+$", "");
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes all files below a folder. Existing files of these names are replaced.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            FolderFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
