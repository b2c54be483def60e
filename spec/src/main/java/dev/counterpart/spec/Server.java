package dev.counterpart.spec;

import java.util.List;
import java.util.Map;

/**
 * An entry of {@code servers}.
 *
 * @param url as written, possibly with variables in braces
 */
public record Server(String url, Map<String, Variable> variables) {

    /**
     * A variable of the URL.
     *
     * @param allowed the allowed values; empty if every value is allowed
     */
    public record Variable(String defaultValue, List<String> allowed) {
        public Variable {
            allowed = List.copyOf(allowed);
        }
    }

    public Server {
        variables = Map.copyOf(variables);
    }

    /** The URL with the default of each variable. A slash in front of a default that begins with one is the same slash. */
    public String defaultUrl() {
        String result = url;
        for (var variable : variables.entrySet()) {
            String name = "{" + variable.getKey() + "}";
            String value = variable.getValue().defaultValue();
            result = value.startsWith("/") ? result.replace("/" + name, value) : result;
            result = result.replace(name, value);
        }
        return result;
    }

    /** The path of the URL with the default of each variable, without a trailing slash; empty for the root. */
    public String basePath() {
        String path = withoutAuthority(defaultUrl()).split("[?#]", 2)[0];
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static String withoutAuthority(String url) {
        int authority = url.indexOf("//");
        if (authority == 0 || (authority > 0 && url.charAt(authority - 1) == ':')) {
            int slash = url.indexOf('/', authority + 2);
            return slash < 0 ? "" : url.substring(slash);
        }
        return url;
    }
}
