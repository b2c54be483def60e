package dev.counterpart.spec.http;

import java.util.Set;

/**
 * The answer to a conditional or range request, made from the full answer to the same request without conditions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13">RFC 9110 §13, §14, §15.3.7, §15.4.5, §15.5.17</a>
 */
public final class ConditionalAnswer {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** What 304 repeats of the full answer (RFC 9110 §15.4.5). */
    private static final Set<String> KEPT =
            Set.of("cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary");

    private ConditionalAnswer() {}

    /** Whether the request has conditions or a range at all. */
    public static boolean isAskedFor(Request request) {
        return request.headers().has("Range") || Preconditions.are(request);
    }

    /**
     * The status: 304, 412, 206 or 416, or that of the full answer. If the full answer has no {@code ETag}, conditions that list tags
     * are ignored, because it is not known whether they hold.
     *
     * @param full the answer without conditions; other statuses than 2xx stay
     */
    public static int status(Request request, Response full) {
        if (full.status() / 100 != 2) {
            return full.status();
        }
        var validators = Preconditions.Validators.of(full.headers());
        var known = validators.tag().isPresent() ? request : withoutTags(request);
        return switch (Preconditions.of(known, validators)) {
            case NOT_MODIFIED -> NOT_MODIFIED;
            case FAILED -> PRECONDITION_FAILED;
            case MET ->
                full.status() == OK && Preconditions.allowRange(request, validators)
                        ? statusOfRange(ByteRange.of(request, full.length()))
                        : full.status();
        };
    }

    private static Request withoutTags(Request request) {
        var headers = request.headers();
        for (String name : Preconditions.OF_TAGS) {
            boolean isAny = headers.joined(name)
                    .filter(value -> value.strip().equals("*"))
                    .isPresent();
            headers = isAny ? headers : headers.without(name);
        }
        return request.withHeaders(headers);
    }

    private static int statusOfRange(ByteRange.Asked asked) {
        if (asked instanceof ByteRange.Asked.Part) {
            return PARTIAL_CONTENT;
        }
        return asked instanceof ByteRange.Asked.Unsatisfiable ? RANGE_NOT_SATISFIABLE : OK;
    }

    /** 304 for the full answer: its validators and cache headers, without a body. */
    public static Response notModified(Response full) {
        var headers = Headers.none();
        for (var field : full.headers().fields()) {
            if (KEPT.contains(field.getKey().toLowerCase(java.util.Locale.ROOT))) {
                headers = headers.and(field.getKey(), field.getValue());
            }
        }
        return new Response(NOT_MODIFIED, headers, new byte[0]);
    }

    /** 206 with that part of the full answer. */
    public static Response part(Response full, ByteRange range) {
        return new Response(
                PARTIAL_CONTENT, full.headers().with("Content-Range", range.contentRange()), range.of(full.body()));
    }
}
