package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client is ready to read, most wanted first.
 *
 * @param ranges every range with its quality, in the order they were sent
 * @param broken the elements that are no media range, as sent
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110 §12.5.1</a>
 */
public record Accept(List<Range> ranges, List<String> broken) {

    /** More lenient than RFC 9110 §12.4.2: any number of digits, a value above 1 counts as 1. */
    private static final Pattern QUALITY = Pattern.compile("\\d{1,3}(\\.\\d{0,9})?|\\.\\d{1,9}");

    /** A media range and its quality, 0 to 1; 0 means not acceptable. */
    public record Range(MediaType range, double quality) {

        /** Wildcards last, more parameters first: the most specific range that matches a type decides its quality. */
        int specificity() {
            if (range.type().equals("*")) {
                return 0;
            }
            return range.isRange() ? 1 : 2 + range.parameters().size();
        }
    }

    public Accept {
        ranges = List.copyOf(ranges);
        broken = List.copyOf(broken);
    }

    /** What the request accepts. Without an {@code Accept} header, or with an empty one, that is anything. */
    public static Accept of(Request request) {
        return parse(request.headers().joined("Accept").orElse(""));
    }

    public static Accept parse(String value) {
        if (value.isBlank()) {
            return new Accept(List.of(new Range(new MediaType("*", "*", Map.of()), 1)), List.of());
        }
        var ranges = new ArrayList<Range>();
        var broken = new ArrayList<String>();
        for (String element : MediaType.split(value, ',')) {
            if (element.isBlank()) {
                continue;
            }
            var parsed = MediaType.parse(element.strip());
            if (parsed.isPresent()) {
                ranges.add(range(parsed.get()));
            } else {
                broken.add(element.strip());
            }
        }
        return new Accept(ranges, broken);
    }

    private static Range range(MediaType parsed) {
        var parameters = new LinkedHashMap<>(parsed.parameters());
        String quality = parameters.remove("q");
        return new Range(new MediaType(parsed.type(), parsed.subtype(), parameters), parsedQuality(quality));
    }

    private static double parsedQuality(@Nullable String text) {
        return text == null || !QUALITY.matcher(text).matches() ? 1 : Math.min(1, Double.parseDouble(text));
    }

    /** The quality of {@code type}, given by the most specific range that includes it; 0 where none does. */
    public double quality(MediaType type) {
        return deciding(type).map(Range::quality).orElse(0.0);
    }

    /**
     * The offers that are acceptable, best first: by quality, then by how specific the range is that admits them, then by
     * the order of the ranges, then by the order of the offers.
     */
    public List<MediaType> preferred(List<MediaType> offers) {
        return offers.stream()
                .filter(offer -> quality(offer) > 0)
                .sorted(Comparator.comparingDouble((MediaType offer) -> quality(offer))
                        .reversed()
                        .thenComparing(
                                offer -> deciding(offer).map(Range::specificity).orElse(0), Comparator.reverseOrder())
                        .thenComparing(
                                offer -> deciding(offer).map(ranges::indexOf).orElse(0)))
                .toList();
    }

    private Optional<Range> deciding(MediaType type) {
        return ranges.stream()
                .filter(range -> admits(range.range(), type))
                .max(Comparator.comparingInt(Range::specificity));
    }

    /** A range that asks for UTF-8 is met by a type that names no charset, since it is sent in UTF-8. */
    private static boolean admits(MediaType range, MediaType type) {
        if (range.includes(type)) {
            return true;
        }
        var rest = new LinkedHashMap<>(range.parameters());
        return type.parameter("charset").isEmpty()
                && "utf-8".equalsIgnoreCase(rest.remove("charset"))
                && new MediaType(range.type(), range.subtype(), rest).includes(type);
    }
}
