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

    /** The URL with the default of each variable. */
    public String defaultUrl() {
        String result = url;
        for (var variable : variables.entrySet()) {
            result = result.replace(
                    "{" + variable.getKey() + "}", variable.getValue().defaultValue());
        }
        return result;
    }

    /** The path of the URL with the default of each variable, without a trailing slash; empty for the root. */
    public String basePath() {
        String rest = defaultUrl();
        int authority = rest.indexOf("//");
        if (authority == 0 || (authority > 0 && rest.charAt(authority - 1) == ':')) {
            int slash = rest.indexOf('/', authority + 2);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        int end = rest.length();
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '?' || rest.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        rest = rest.substring(0, end);
        while (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest.isEmpty() || rest.startsWith("/") ? rest : "/" + rest;
    }
}
