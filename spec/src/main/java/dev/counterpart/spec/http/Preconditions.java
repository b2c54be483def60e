package dev.counterpart.spec.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Whether the preconditions of a request hold for the current representation.
 *
 * <p>They count only if the answer without them would be 2xx or 412, which the caller ensures.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13.2.2">RFC 9110 §13.2.2</a>
 */
public final class Preconditions {

    /** The result. */
    public enum Result {
        /** The request is carried out. */
        MET,
        /** 304: GET or HEAD of what the client has. */
        NOT_MODIFIED,
        /** 412. */
        FAILED
    }

    /**
     * The validators of the current representation.
     *
     * @param exists whether there is one
     */
    public record Validators(boolean exists, Optional<EntityTag> tag, Optional<Instant> modified) {

        /** Those that an answer with the representation has in its headers. */
        public static Validators of(Headers headers) {
            return new Validators(
                    true,
                    headers.first("ETag").flatMap(EntityTag::parse),
                    headers.first("Last-Modified").flatMap(HttpDate::parse));
        }

        /** There is no representation. */
        public static Validators none() {
            return new Validators(false, Optional.empty(), Optional.empty());
        }

        /** Whether one of the listed tags is the current one, or the list is {@code *} and there is a representation. */
        private boolean isIn(String list, BiPredicate<EntityTag, EntityTag> comparison) {
            return list.strip().equals("*")
                    ? exists
                    : tag.filter(current ->
                                    EntityTag.list(list).stream().anyMatch(listed -> comparison.test(current, listed)))
                            .isPresent();
        }
    }

    static final List<String> OF_TAGS = List.of("If-Match", "If-None-Match");

    private static final List<String> FIELDS =
            List.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");

    /** Methods that select no representation, so that preconditions are ignored (RFC 9110 §13.2.1). */
    private static final List<String> WITHOUT = List.of("CONNECT", "OPTIONS", "TRACE");

    private Preconditions() {}

    /** Whether the request has a precondition. */
    public static boolean are(Request request) {
        return FIELDS.stream().anyMatch(request.headers()::has);
    }

    /**
     * The result for a request. Invalid dates, several dates, and dates without a date to compare are ignored (RFC 9110 §13.1.3,
     * §13.1.4).
     */
    public static Result of(Request request, Validators current) {
        if (WITHOUT.contains(request.method())) {
            return Result.MET;
        }
        var headers = request.headers();
        boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
        if (headers.has("If-Match")
                ? failsMatch(request, current)
                : isModified(headers.joined("If-Unmodified-Since"), current).orElse(false)) {
            return Result.FAILED;
        }
        if (headers.has("If-None-Match")) {
            return failsNoneMatch(request, current) ? (isRead ? Result.NOT_MODIFIED : Result.FAILED) : Result.MET;
        }
        boolean isUnchanged = isRead
                && isModified(headers.joined("If-Modified-Since"), current)
                        .filter(modified -> !modified)
                        .isPresent();
        return isUnchanged ? Result.NOT_MODIFIED : Result.MET;
    }

    /** Whether the request has {@code If-Match} and it does not hold (RFC 9110 §13.1.1). */
    public static boolean failsMatch(Request request, Validators current) {
        return request.headers()
                .joined("If-Match")
                .filter(list -> !current.isIn(list, EntityTag::matchesStrongly))
                .isPresent();
    }

    /** Whether the request has {@code If-None-Match} and it does not hold (RFC 9110 §13.1.2). */
    public static boolean failsNoneMatch(Request request, Validators current) {
        return request.headers()
                .joined("If-None-Match")
                .filter(list -> current.isIn(list, EntityTag::matchesWeakly))
                .isPresent();
    }

    /** Whether the representation changed after that date; empty if this is not known. */
    private static Optional<Boolean> isModified(Optional<String> date, Validators current) {
        return date.flatMap(HttpDate::parse)
                .flatMap(since -> current.modified().map(modified -> modified.isAfter(since)));
    }

    /**
     * Whether {@code If-Range} lets the {@code Range} of the request count; also if there is no {@code If-Range}. A tag is compared
     * strongly, a date must be exactly the current one (RFC 9110 §13.1.5).
     */
    public static boolean allowRange(Request request, Validators current) {
        var value = request.headers().joined("If-Range");
        if (value.isEmpty()) {
            return true;
        }
        var date = HttpDate.parse(value.get());
        return date.isPresent()
                ? date.equals(current.modified())
                : EntityTag.parse(value.get())
                        .flatMap(tag -> current.tag().filter(tag::matchesStrongly))
                        .isPresent();
    }
}
