package dev.counterpart.spec.route;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path template of a document, split into segments.
 *
 * @param text as written, for example {@code /pets/{petId}}
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#path-templating">OpenAPI 3.1.1, Path Templating</a>
 */
public record PathTemplate(String text, List<Segment> segments) {

    /** Maximum number of segments of a value that may contain slashes. */
    static final int LONGEST_VALUE = 64;

    /** The characters that need no encoding in a segment, besides unreserved ones (RFC 3986 §3.3). */
    private static final String UNENCODED = "!$&'()*+,;=:@";

    /**
     * The text between two slashes: fixed text, with one variable between two pieces.
     *
     * @param fixed percent-decoded pieces, one more than there are variables; may be empty
     * @param variables in their order; empty for a literal segment
     * @param isGreedy whether it stands for several segments, because the value of a variable may contain slashes
     */
    record Segment(List<String> fixed, List<String> variables, boolean isGreedy) {

        static Segment of(String text) {
            var fixed = new ArrayList<String>();
            var variables = new ArrayList<String>();
            var matcher = OperationKey.VARIABLE.matcher(text);
            boolean isGreedy = false;
            int end = 0;
            while (matcher.find()) {
                fixed.add(PercentEncoding.decoded(text.substring(end, matcher.start())));
                variables.add(OperationKey.nameOf(matcher.group(1)));
                isGreedy |= OperationKey.isGreedy(matcher.group(1));
                end = matcher.end();
            }
            fixed.add(PercentEncoding.decoded(text.substring(end)));
            return new Segment(List.copyOf(fixed), List.copyOf(variables), isGreedy);
        }

        boolean isLiteral() {
            return variables.isEmpty();
        }

        /** The length of the fixed text. Templates with more fixed text come first. */
        int fixedLength() {
            int length = 0;
            for (String text : fixed) {
                length += text.length();
            }
            return length;
        }

        /**
         * The percent-encoded values of the variables, if {@code encoded} matches. Each value is as short as possible, but not empty;
         * the last one is the rest.
         */
        Optional<Map<String, String>> values(String encoded) {
            if (variables.size() == 1 && fixedLength() == 0) {
                return Optional.of(Map.of(variables.get(0), encoded));
            }
            String text = PercentEncoding.decoded(encoded);
            String suffix = fixed.get(variables.size());
            int position = fixed.get(0).length();
            int end = text.length() - suffix.length();
            if (position > end || !text.startsWith(fixed.get(0)) || !text.endsWith(suffix)) {
                return Optional.empty();
            }
            var values = new LinkedHashMap<String, String>();
            for (int i = 0; i < variables.size(); i++) {
                String next = fixed.get(i + 1);
                boolean last = i == variables.size() - 1;
                int stop = last ? end : stop(text, next, position, end);
                if (stop < 0 || (!last && stop + next.length() > end)) {
                    return Optional.empty();
                }
                values.put(variables.get(i), PercentEncoding.encoded(text.substring(position, stop), ",;="));
                position = stop + next.length();
            }
            return Optional.of(values);
        }

        /** All ways to read the text as values of several variables, up to a limit. */
        List<Map<String, String>> readings(String encoded) {
            var readings = new ArrayList<Map<String, String>>();
            new Readings(this, PercentEncoding.decoded(encoded), readings)
                    .from(0, fixed.get(0).length(), Map.of());
            return readings;
        }

        /** Where a value ends that begins at {@code from}: it has a character, if there is one for it. */
        private static int stop(String text, String next, int from, int end) {
            int stop = text.indexOf(next, from + 1);
            return stop < 0 || stop + next.length() > end ? text.indexOf(next, from) : stop;
        }

        String expanded(Map<String, String> encodedValues) {
            var result = new StringBuilder(PercentEncoding.encoded(fixed.get(0), UNENCODED));
            for (int i = 0; i < variables.size(); i++) {
                result.append(encodedValues.getOrDefault(variables.get(i), ""))
                        .append(PercentEncoding.encoded(fixed.get(i + 1), UNENCODED));
            }
            return result.toString();
        }
    }

    /** The ways to read a text, from the shortest values to the longest. Most texts have one. */
    private static final class Readings {

        private static final int MOST = 100;
        private static final int MOST_STEPS = 10_000;

        private final Segment segment;
        private final String text;
        private final int end;
        private final List<Map<String, String>> found;
        private int steps;

        Readings(Segment segment, String text, List<Map<String, String>> found) {
            this.segment = segment;
            this.text = text;
            this.end = text.length()
                    - segment.fixed().get(segment.variables().size()).length();
            this.found = found;
        }

        void from(int variable, int position, Map<String, String> before) {
            boolean last = variable == segment.variables().size() - 1;
            String next = segment.fixed().get(variable + 1);
            for (int stop = last ? end : text.indexOf(next, position + 1);
                    stop > position && stop <= end && found.size() < MOST && ++steps < MOST_STEPS;
                    stop = last ? -1 : text.indexOf(next, stop + 1)) {
                var values = new LinkedHashMap<>(before);
                values.put(
                        segment.variables().get(variable),
                        PercentEncoding.encoded(text.substring(position, stop), ",;="));
                if (last) {
                    found.add(values);
                } else {
                    from(variable + 1, stop + next.length(), values);
                }
            }
        }
    }

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate of(String key) {
        String text = OperationKey.pathOf(key);
        return new PathTemplate(text, split(text).stream().map(Segment::of).toList());
    }

    /** The names of the variables, from the left. */
    public List<String> variables() {
        return segments.stream()
                .flatMap(segment -> segment.variables().stream())
                .toList();
    }

    /** The percent-encoded values of the variables in a path that matches, given as its segments. */
    Map<String, String> values(List<String> path) {
        var values = new LinkedHashMap<String, String>();
        if (isGreedy()) {
            put(values, 0, path);
            return values;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).isLiteral()) {
                segments.get(i).values(path.get(i)).ifPresent(values::putAll);
            }
        }
        return values;
    }

    private boolean isGreedy() {
        for (var segment : segments) {
            if (segment.isGreedy()) {
                return true;
            }
        }
        return false;
    }

    /** Adds the values of the segments from {@code next}, if they match the rest of a path; each value is as short as possible. */
    private boolean put(Map<String, String> values, int next, List<String> rest) {
        if (next == segments.size() || rest.isEmpty()) {
            return next == segments.size() && rest.isEmpty();
        }
        var segment = segments.get(next);
        if (segment.isLiteral()) {
            return segment.fixed().get(0).equals(PercentEncoding.decoded(rest.get(0)))
                    && put(values, next + 1, rest.subList(1, rest.size()));
        }
        int most = segment.isGreedy() ? Math.min(rest.size(), LONGEST_VALUE) : 1;
        for (int end = 1; end <= most; end++) {
            var own = segment.values(String.join("/", rest.subList(0, end)));
            if (own.isPresent() && put(values, next + 1, rest.subList(end, rest.size()))) {
                values.putAll(own.get());
                return true;
            }
        }
        return false;
    }

    /** The path with the variables replaced by these percent-encoded values. */
    public String expanded(Map<String, String> encodedValues) {
        return "/"
                + segments.stream()
                        .map(segment -> segment.expanded(encodedValues))
                        .collect(Collectors.joining("/"));
    }

    /**
     * Whether a segment of the template has several variables, so that a path can be read in several ways. Without reading the template,
     * because it is asked for each request.
     *
     * @param key of the path item
     */
    public static boolean hasSeveralReadings(String key) {
        int open = key.indexOf('{');
        while (open >= 0) {
            int next = key.indexOf('{', open + 1);
            int slash = key.indexOf('/', open);
            if (next >= 0 && (slash < 0 || next < slash)) {
                return true;
            }
            open = next;
        }
        return false;
    }

    /**
     * All ways to read the same path, if it has several variables in a segment: {@code a.b.c} is {@code a} and {@code b.c}, or {@code a.b}
     * and {@code c}, for {@code {x}.{y}}. Each has the values of one segment.
     */
    public List<Map<String, String>> readings(Map<String, String> encodedValues) {
        return segments.stream()
                .filter(segment -> segment.variables().size() > 1)
                .flatMap(segment -> segment.readings(segment.expanded(encodedValues)).stream())
                .toList();
    }

    /** The segments of a path, without the leading slash: {@code /a//b/} has four. */
    static List<String> split(String path) {
        var segments = new ArrayList<String>();
        int begin = path.startsWith("/") ? 1 : 0;
        for (int slash = path.indexOf('/', begin); slash >= 0; slash = path.indexOf('/', begin)) {
            segments.add(path.substring(begin, slash));
            begin = slash + 1;
        }
        segments.add(path.substring(begin));
        return segments;
    }

    @Override
    public String toString() {
        return text;
    }
}
