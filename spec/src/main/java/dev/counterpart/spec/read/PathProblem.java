package dev.counterpart.spec.read;

import dev.counterpart.spec.OperationKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reason why a key of {@code paths} is not a valid template.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#path-templating">OpenAPI 3.1.1, Path Templating</a>
 */
record PathProblem(String expected, String actual) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    /** The first problem of that path, if any. */
    static Optional<PathProblem> of(String path) {
        var variables = VARIABLE.matcher(path);
        String fixed = variables.replaceAll("");
        if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0) {
            return Optional.of(new PathProblem("variables as {name}", path + ", whose brace is read as text"));
        }
        if (OperationKey.queryOf(path).isPresent()) {
            return Optional.of(new PathProblem(
                    "a path without query and fragment", path + ", whose query is read as required parameters"));
        }
        if (fixed.indexOf('?') >= 0 || fixed.indexOf('#') >= 0) {
            return Optional.of(new PathProblem("a path without query and fragment", path + ", which is read as text"));
        }
        for (variables.reset(); variables.find(); ) {
            if (OperationKey.isGreedy(variables.group(1))) {
                return Optional.of(new PathProblem(
                        "variables as {name}",
                        path + ", whose " + variables.group() + " may have slashes in its value"));
            }
        }
        return repeated(variables.reset())
                .map(name -> new PathProblem("each variable once", path + ", which has {" + name + "} twice"));
    }

    private static Optional<String> repeated(Matcher variables) {
        var seen = new HashSet<String>();
        while (variables.find()) {
            if (!seen.add(variables.group(1))) {
                return Optional.of(variables.group(1));
            }
        }
        return Optional.empty();
    }
}
