package dev.counterpart.spec.write;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BinaryNode;

/**
 * The bytes of a file as a value, with what a multipart part says about it (RFC 7578 §4.2, §4.4).
 *
 * <p>Immutable, as long as the bytes are not changed.
 */
public final class FileNode extends BinaryNode {

    private static final long serialVersionUID = 1L;

    private final String fileName;
    private final @Nullable String mediaType;

    /** @param mediaType empty for the one that the document declares, else {@code application/octet-stream} */
    public FileNode(byte[] bytes, String fileName, Optional<String> mediaType) {
        super(bytes);
        this.fileName = fileName;
        this.mediaType = mediaType.orElse(null);
    }

    public String fileName() {
        return fileName;
    }

    public Optional<String> mediaType() {
        return Optional.ofNullable(mediaType);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileNode file
                && super.equals(file)
                && fileName.equals(file.fileName)
                && Objects.equals(mediaType, file.mediaType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), fileName);
    }
}
