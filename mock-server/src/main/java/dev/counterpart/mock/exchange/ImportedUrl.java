package dev.counterpart.mock.exchange;

import dev.counterpart.spec.http.PercentEncoding;
import java.util.Optional;
import java.util.regex.Pattern;

/** Path and query of a URL in a file of another tool. */
record ImportedUrl(String path, String query) {

    /** Scheme and authority, or variables in their place: {@code {{baseUrl}}}. */
    private static final Pattern BEFORE_PATH =
            Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|(?:\\{\\{[^{}]*}})+)");

    /** What cannot stand in a path or query as it is. */
    private static final Pattern UNSAFE = Pattern.compile("[^!-~]");

    /** Path and query; empty if there is no path. */
    static Optional<ImportedUrl> of(String url) {
        String rest = BEFORE_PATH.matcher(url.strip()).replaceFirst("");
        int fragment = rest.indexOf('#');
        String target = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String slashed = path.isEmpty() && !url.isBlank() ? "/" : path;
        return slashed.startsWith("/")
                ? Optional.of(new ImportedUrl(encoded(slashed), mark < 0 ? "" : encoded(target.substring(mark + 1))))
                : Optional.empty();
    }

    private static String encoded(String text) {
        return UNSAFE.matcher(text).find() ? PercentEncoding.encoded(text, "/?&=:@!$'()*+,;%") : text;
    }
}
