package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.Negotiation;
import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The media type that Prism chooses: by quality, then by how much of the range matches, then by order. */
final class PrismNegotiation implements Negotiation {

    private static final int NO_CONTENT = 204;

    @Override
    public Offer offer(Operation operation, int status, DeclaredResponse declared, Request request) {
        if (operation.key().method().equals(Method.HEAD)) {
            return new Offer.Empty(Optional.empty(), true);
        }
        if (declared.content().isEmpty()) {
            return new Offer.Empty(isSilent(request) ? Optional.of("text/plain") : Optional.empty(), true);
        }
        var content = preferred(declared.content(), request);
        if (content.isPresent()) {
            return new Offer.Body(content.get());
        }
        return status == NO_CONTENT || takesAnything(request)
                ? new Offer.Empty(Optional.empty(), false)
                : new Offer.Unacceptable();
    }

    @Override
    public boolean fallsBackToTheUsual() {
        return true;
    }

    @Override
    public boolean knowsConditions() {
        return false;
    }

    @Override
    public boolean answersOutsideTheContract() {
        return false;
    }

    @Override
    public boolean refusesAsDocumented() {
        return false;
    }

    /** Without Accept any media type is acceptable, JSON before the rest. */
    private static Optional<Content> preferred(List<Content> declared, Request request) {
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

    /** Whether the request does not state what it accepts. */
    private static boolean isSilent(Request request) {
        return request.headers().joined("Accept").orElse("").isBlank();
    }

    /** Whether any media type is accepted, so that an empty body may be sent as well. */
    private static boolean takesAnything(Request request) {
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
