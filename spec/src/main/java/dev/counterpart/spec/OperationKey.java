package dev.counterpart.spec;

import dev.counterpart.spec.http.Method;
import java.util.Optional;

/**
 * The name of an operation: its method and path template, {@code GET /pets/{petId}}.
 *
 * @param path the template as written in the document
 */
public record OperationKey(Method method, String path) {

    /** The key in the form {@code GET /pets/{petId}}, or nothing. */
    public static Optional<OperationKey> parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String path = text.substring(space + 1).strip();
        return path.startsWith("/")
                ? Method.named(text.substring(0, space)).map(method -> new OperationKey(method, path))
                : Optional.empty();
    }

    /** The same as the name of a folder: slashes become {@code ~}. */
    public String folderName() {
        return method + " " + path.replace('/', '~');
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
