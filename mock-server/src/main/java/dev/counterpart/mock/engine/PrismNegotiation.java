package dev.counterpart.mock.engine;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declared media type that Prism picks: by quality, then by how much of the range is the same, then by order. */
final class PrismNegotiation {

    private PrismNegotiation() {}

    /** Without Accept anything will do, JSON before the rest. */
    static Optional<Content> preferred(List<Content> declared, Request request) {
        var accept = Accept.of(request);
        var ranges = isSilent(request)
                ? List.of(accept.ranges().get(0), new Accept.Range(new MediaType("application", "json", Map.of()), 1))
                : accept.ranges();
        var found = best(declared, ranges);
        if (found.isPresent()) {
            return found;
        }
        var bare = ranges.stream()
                .filter(range -> !range.range().parameters().isEmpty())
                .map(range -> new Accept.Range(range.range().bare(), range.quality()))
                .toList();
        return best(declared, bare);
    }

    /** Whether the request says nothing about what it accepts. */
    static boolean isSilent(Request request) {
        return request.headers().joined("Accept").orElse("").isBlank();
    }

    /** Whether anything at all is accepted, so that nothing may be sent as well. */
    static boolean takesAnything(Request request) {
        return Accept.of(request).ranges().stream()
                .anyMatch(range -> range.range().essence().equals("*/*"));
    }

    private record Match(Content content, int sameness, double quality, int range) {}

    private static Optional<Content> best(List<Content> declared, List<Accept.Range> ranges) {
        var matches = new ArrayList<Match>();
        declared.forEach(content -> match(content, ranges).ifPresent(matches::add));
        return matches.stream()
                .filter(match -> match.quality() > 0)
                .sorted(Comparator.comparingDouble(Match::quality)
                        .thenComparingInt(Match::sameness)
                        .reversed()
                        .thenComparingInt(Match::range))
                .map(Match::content)
                .findFirst();
    }

    private static Optional<Match> match(Content content, List<Accept.Range> ranges) {
        var matches = new ArrayList<Match>();
        for (int i = 0; i < ranges.size(); i++) {
            var range = ranges.get(i);
            if (range.range().includes(content.mediaType())) {
                matches.add(new Match(content, sameness(range.range(), content.mediaType()), range.quality(), i));
            }
        }
        return matches.stream()
                .max(Comparator.comparingInt(Match::sameness).thenComparing(Match::range, Comparator.reverseOrder()));
    }

    private static int sameness(MediaType range, MediaType offer) {
        return (range.type().equals(offer.type()) ? 4 : 0)
                + (range.subtype().equals(offer.subtype()) ? 2 : 0)
                + (range.parameters().isEmpty() ? 0 : 1);
    }
}
