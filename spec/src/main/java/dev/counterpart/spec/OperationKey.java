package dev.counterpart.spec;

import dev.counterpart.spec.http.Method;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an operation: its method and path template, {@code GET /pets/{petId}}.
 *
 * @param path the template as written in the document
 */
public record OperationKey(Method method, String path) {

    private static final Pattern FRAGMENT = Pattern.compile("#.*");

    /** A variable of a path; its group is what the braces contain. */
    public static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]+)}");

    private static final Pattern GREEDY = Pattern.compile("[+*]+(.+)|(.+?)[+*]+");

    /** Parses a key in the form {@code GET /pets/{petId}}; empty if the text is not a key. */
    public static Optional<OperationKey> parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String path = text.substring(space + 1).strip();
        return path.startsWith("/")
                ? Method.any(text.substring(0, space))
                        .filter(method -> !isMisspelled(method))
                        .map(method -> new OperationKey(method, path))
                : Optional.empty();
    }

    /** Whether the method is {@code get} or another constant in lower case. */
    private static boolean isMisspelled(Method method) {
        String upper = method.name().toUpperCase(Locale.ROOT);
        return !upper.equals(method.name()) && Method.named(upper).isPresent();
    }

    /** The path template without a query, which some documents write into keys of {@code paths}. */
    public String pathOnly() {
        return pathOf(path);
    }

    /** As {@link #pathOnly()}, for a key of {@code paths}. */
    public static String pathOf(String key) {
        int start = queryStart(key);
        return start < 0 ? key : key.substring(0, start);
    }

    /** The query in a key of {@code paths}; empty if there is none. */
    public static Optional<String> queryOf(String key) {
        int start = queryStart(key);
        return start < 0
                ? Optional.empty()
                : Optional.of(FRAGMENT.matcher(key.substring(start + 1)).replaceFirst(""));
    }

    /** The first question mark that is neither in the name of a variable nor in a fragment. */
    private static int queryStart(String key) {
        boolean isInside = false;
        for (int i = 0; key.indexOf('?') >= 0 && i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '#' && !isInside) {
                return -1;
            }
            if (c == '?' && !isInside) {
                return i;
            }
            isInside = c == '{' || (isInside && c != '}');
        }
        return -1;
    }

    /**
     * The name of a variable. OpenAPI has names only; gateways and frameworks also write {@code {name+}}, {@code {+name}} and {@code {*name}} for
     * a value that may contain slashes.
     *
     * @param braced what the braces contain
     */
    public static String nameOf(String braced) {
        var greedy = GREEDY.matcher(braced);
        return greedy.matches() ? Objects.requireNonNullElse(greedy.group(1), greedy.group(2)) : braced;
    }

    /** Whether the value of a variable may contain slashes, see {@link #nameOf}. */
    public static boolean isGreedy(String braced) {
        return GREEDY.matcher(braced).matches();
    }

    /** The names in braces in the path, from the left. */
    public Set<String> variables() {
        if (path.indexOf('{') < 0) {
            return Set.of();
        }
        var names = new LinkedHashSet<String>();
        for (var matcher = VARIABLE.matcher(pathOnly()); matcher.find(); ) {
            names.add(nameOf(matcher.group(1)));
        }
        return names;
    }

    /** A key that is equal for all paths which differ only in the names of their variables. */
    public OperationKey withoutNames() {
        return path.indexOf('{') < 0
                ? this
                : new OperationKey(
                        method, VARIABLE.matcher(path).replaceAll(found -> isGreedy(found.group(1)) ? "{+}" : "{}"));
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
