package dev.counterpart.spec.read;

import dev.counterpart.spec.OperationKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reason why a key of {@code paths} is not a valid template.
 *
 * @param isQuery whether the reason is a query that is read as parameters, which {@code x-ms-paths} allows
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#path-templating">OpenAPI 3.1.1, Path Templating</a>
 */
record PathProblem(String expected, String actual, boolean isQuery) {

    private static final String NO_QUERY = "a path without query and fragment";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    /** The first problem of that path, if any. */
    static Optional<PathProblem> of(String path) {
        var variables = VARIABLE.matcher(path);
        String fixed = variables.replaceAll("");
        if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0) {
            return problem("variables as {name}", path + ", whose brace is read as text");
        }
        if (OperationKey.queryOf(path).isPresent()) {
            return Optional.of(new PathProblem(NO_QUERY, path + ", whose query is read as required parameters", true));
        }
        if (fixed.indexOf('?') >= 0 || fixed.indexOf('#') >= 0) {
            return problem(NO_QUERY, path + ", which is read as text");
        }
        for (variables.reset(); variables.find(); ) {
            if (OperationKey.isGreedy(variables.group(1))) {
                return problem(
                        "variables as {name}",
                        path + ", whose " + variables.group() + " may have slashes in its value");
            }
        }
        return repeated(variables.reset())
                .flatMap(name -> problem("each variable once", path + ", which has {" + name + "} twice"));
    }

    private static Optional<PathProblem> problem(String expected, String actual) {
        return Optional.of(new PathProblem(expected, actual, false));
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
