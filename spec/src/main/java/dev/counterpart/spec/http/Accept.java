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
 * The media types that a client accepts, in order of preference.
 *
 * @param ranges all ranges with their quality, in the order of the header
 * @param broken the elements that are not media ranges, as sent
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110 §12.5.1</a>
 */
public record Accept(List<Range> ranges, List<String> broken) {

    /** More lenient than RFC 9110 §12.4.2: any number of digits is accepted, and a value above 1 is 1. */
    private static final Pattern QUALITY = Pattern.compile("\\d{1,3}(\\.\\d{0,9})?|\\.\\d{1,9}");

    private static final Accept ANYTHING =
            new Accept(List.of(new Range(new MediaType("*", "*", Map.of()), 1)), List.of());

    /** A media range and its quality, 0 to 1; 0 means not acceptable. */
    public record Range(MediaType range, double quality) {

        /** Wildcards last, more parameters of the type first. The most specific matching range decides the quality of a type. */
        int specificity(MediaType type) {
            if (range.type().equals("*")) {
                return 0;
            }
            return range.isRange()
                    ? 1
                    : 2
                            + (int) range.parameters().keySet().stream()
                                    .filter(type.parameters()::containsKey)
                                    .count();
        }
    }

    public Accept {
        ranges = List.copyOf(ranges);
        broken = List.copyOf(broken);
    }

    /** What the request accepts. An absent or empty {@code Accept} header accepts everything. */
    public static Accept of(Request request) {
        return parse(request.headers().joined("Accept").orElse(""));
    }

    public static Accept parse(String value) {
        if (value.isBlank() || value.equals("*/*")) {
            return ANYTHING;
        }
        var ranges = new ArrayList<Range>();
        var broken = new ArrayList<String>();
        for (String element : Headers.elementsOf(value)) {
            var parsed = MediaType.parse(element);
            if (parsed.isPresent()) {
                ranges.add(range(parsed.get()));
            } else {
                broken.add(element);
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

    /** The quality of {@code type} from the most specific range that includes it; 0 if none does. */
    public double quality(MediaType type) {
        return deciding(type).map(Range::quality).orElse(0.0);
    }

    /**
     * The acceptable offers, best first: by quality, then by how specific the matching range is, then by the order of
     * the ranges, then by the order of the offers.
     */
    public List<MediaType> preferred(List<MediaType> offers) {
        return offers.stream()
                .filter(offer -> quality(offer) > 0)
                .sorted(Comparator.comparingDouble((MediaType offer) -> quality(offer))
                        .reversed()
                        .thenComparing(
                                offer -> deciding(offer)
                                        .map(range -> range.specificity(offer))
                                        .orElse(0),
                                Comparator.reverseOrder())
                        .thenComparing(
                                offer -> deciding(offer).map(ranges::indexOf).orElse(0)))
                .toList();
    }

    /** Whether a range includes the type with all parameters of the range. */
    public boolean includes(MediaType type) {
        return including(type).filter(range -> range.quality() > 0).isPresent();
    }

    private Optional<Range> including(MediaType type) {
        Range best = null;
        for (var range : ranges) {
            boolean isBetter = best == null || range.specificity(type) > best.specificity(type);
            if (isBetter && admits(range.range(), type)) {
                best = range;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The most specific range that includes the type; without one, the first that differs only in parameters that the type lacks. */
    private Optional<Range> deciding(MediaType type) {
        return including(type)
                .or(() -> ranges.stream()
                        .filter(range -> admits(withoutUnknown(range.range(), type), type))
                        .findFirst());
    }

    /** A range with charset UTF-8 includes types without a charset, because these are sent in UTF-8. */
    private static boolean admits(MediaType range, MediaType type) {
        if (range.includes(type)) {
            return true;
        }
        var rest = new LinkedHashMap<>(range.parameters());
        return type.parameter("charset").isEmpty()
                && "utf-8".equalsIgnoreCase(rest.remove("charset"))
                && new MediaType(range.type(), range.subtype(), rest).includes(type);
    }

    /**
     * The range without parameters that the type lacks, such as {@code odata.metadata=minimal}: what is offered does not contradict them, and most
     * servers send it. Another charset is a contradiction; an extension that a JSON:API server does not know as well.
     *
     * @see <a href="https://jsonapi.org/format/1.1/#content-negotiation-servers">JSON:API 1.1, Server Responsibilities</a>
     */
    private static MediaType withoutUnknown(MediaType range, MediaType type) {
        boolean isJsonApi = type.essence().equals("application/vnd.api+json");
        var known = new LinkedHashMap<>(range.parameters());
        known.keySet()
                .removeIf(name -> type.parameter(name).isEmpty()
                        && (isJsonApi ? name.equals("profile") : !name.equals("charset")));
        return new MediaType(range.type(), range.subtype(), known);
    }
}
