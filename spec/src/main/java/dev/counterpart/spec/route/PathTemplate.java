package dev.counterpart.spec.route;

import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path of a document, segment by segment.
 *
 * @param text as written, for example {@code /pets/{petId}}
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#path-templating">OpenAPI 3.1.1, Path Templating</a>
 */
public record PathTemplate(String text, List<Segment> segments) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]+)}");

    /**
     * The text between two slashes.
     *
     * @param text percent-decoded
     * @param variables in the order in which they occur; none in a literal
     */
    record Segment(String text, List<String> variables, Optional<Pattern> mixed) {

        static Segment of(String text) {
            var variables = new ArrayList<String>();
            var pattern = new StringBuilder();
            var matcher = VARIABLE.matcher(text);
            int end = 0;
            while (matcher.find()) {
                pattern.append(Pattern.quote(text.substring(end, matcher.start())))
                        .append("(.*?)");
                variables.add(matcher.group(1));
                end = matcher.end();
            }
            pattern.append(Pattern.quote(text.substring(end)));
            boolean whole = variables.size() == 1 && text.equals("{" + variables.get(0) + "}");
            return new Segment(
                    PercentEncoding.decoded(text),
                    List.copyOf(variables),
                    variables.isEmpty() || whole
                            ? Optional.empty()
                            : Optional.of(Pattern.compile(pattern.toString(), Pattern.DOTALL)));
        }

        boolean isLiteral() {
            return variables.isEmpty();
        }

        /** How much of the segment is fixed, for the order of templates: more fixed text first. */
        int fixedLength() {
            return text.length()
                    - variables.stream().mapToInt(name -> name.length() + 2).sum();
        }

        /** The values of the variables, percent-encoded, if {@code encoded} fits. */
        Optional<Map<String, String>> values(String encoded) {
            if (mixed.isEmpty()) {
                return Optional.of(Map.of(variables.get(0), encoded));
            }
            return Optional.of(mixed.get().matcher(PercentEncoding.decoded(encoded)))
                    .filter(Matcher::matches)
                    .map(this::groups);
        }

        private Map<String, String> groups(Matcher matcher) {
            var values = new LinkedHashMap<String, String>();
            for (int i = 0; i < variables.size(); i++) {
                values.put(variables.get(i), PercentEncoding.encoded(matcher.group(i + 1), ","));
            }
            return values;
        }
    }

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate of(String text) {
        return new PathTemplate(text, split(text).stream().map(Segment::of).toList());
    }

    /** The names of the variables, from the left. */
    public List<String> variables() {
        return segments.stream()
                .flatMap(segment -> segment.variables().stream())
                .toList();
    }

    /** The path with these values in place of the variables, which are percent-encoded already. */
    public String expanded(Map<String, String> encodedValues) {
        return "/"
                + segments.stream()
                        .map(segment -> expanded(segment, encodedValues))
                        .collect(Collectors.joining("/"));
    }

    private static String expanded(Segment segment, Map<String, String> encodedValues) {
        if (segment.isLiteral()) {
            return PercentEncoding.encoded(segment.text(), "!$&'()*+,;=:@");
        }
        var result = new StringBuilder();
        var matcher = VARIABLE.matcher(segment.text());
        while (matcher.find()) {
            String value = encodedValues.getOrDefault(matcher.group(1), "");
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    /** The segments of a path, without the leading slash: {@code /a//b/} has four. */
    static List<String> split(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
