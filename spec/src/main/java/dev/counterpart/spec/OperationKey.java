package dev.counterpart.spec;

import dev.counterpart.spec.http.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an operation: its method and path template, {@code GET /pets/{petId}}.
 *
 * @param path the template as written in the document
 */
public record OperationKey(Method method, String path) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]+)}");

    /** Parses a key in the form {@code GET /pets/{petId}}; empty if the text is not a key. */
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

    /** The names in braces in the path, from the left. */
    public Set<String> variables() {
        if (path.indexOf('{') < 0) {
            return Set.of();
        }
        var names = new LinkedHashSet<String>();
        for (var matcher = VARIABLE.matcher(path); matcher.find(); ) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** A key that is equal for all paths which differ only in the names of their variables. */
    public OperationKey withoutNames() {
        return path.indexOf('{') < 0
                ? this
                : new OperationKey(method, VARIABLE.matcher(path).replaceAll("{}"));
    }

    /** The key as a folder name: slashes become {@code ~}. */
    public String folderName() {
        return method + " " + path.replace('/', '~');
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
