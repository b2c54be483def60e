package dev.counterpart.verify.pass;

import dev.counterpart.spec.decode.Multipart;
import dev.counterpart.spec.http.ByteRange;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Checks of answers to GET with a range, by the answer to the same request without one. A server may ignore ranges, and send less than
 * was asked for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-14">RFC 9110 §14, §15.3.7</a>
 */
final class RangeAnswers {

    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;

    private RangeAnswers() {}

    /** One range was asked for, which is within the body. */
    static List<Violation> ofOne(Response whole, Response answer, ByteRange asked) {
        if (answer.status() == UNSATISFIABLE) {
            return List.of(refused(whole, answer));
        }
        if (answer.status() != PARTIAL) {
            return List.of();
        }
        if (isByteRanges(answer)) {
            return List.of(Violation.of(
                            GateRules.RANGE,
                            Spot.of(Part.RESPONSE_HEADER, "Content-Type"),
                            "the bytes alone, as one range was requested",
                            "multipart/byteranges")
                    .basedOn("RFC 9110 §15.3.7.2"));
        }
        var violations = new ArrayList<>(ConditionAnswers.kept(whole, answer, "RFC 9110 §15.3.7"));
        bytes(whole, answer.headers(), answer.body(), asked).ifPresent(violations::add);
        return violations;
    }

    /** Several ranges were asked for: parts, one of them, a part that includes them, or the whole. */
    static List<Violation> ofSeveral(Response whole, Response answer) {
        if (answer.status() == UNSATISFIABLE) {
            return List.of(refused(whole, answer));
        }
        if (answer.status() != PARTIAL) {
            return List.of();
        }
        var any = new ByteRange(0, whole.length() - 1, whole.length());
        var violations = new ArrayList<>(ConditionAnswers.kept(whole, answer, "RFC 9110 §15.3.7"));
        if (!isByteRanges(answer)) {
            bytes(whole, answer.headers(), answer.body(), any).ifPresent(violations::add);
            return violations;
        }
        var parts = answer.contentType()
                .map(type -> Multipart.of(answer.body(), type))
                .orElse(List.of());
        if (parts.isEmpty()) {
            violations.add(Violation.of(
                            GateRules.RANGE, Spot.of(Part.RESPONSE_BODY), "parts between lines of the boundary", "none")
                    .basedOn("RFC 9110 §14.6"));
        }
        parts.stream()
                .flatMap(part -> bytes(whole, part.headers(), part.bytes(), any).stream())
                .limit(1)
                .forEach(violations::add);
        return violations;
    }

    /** A part is wrong: the range does not count. */
    static BiFunction<Response, Response, List<Violation>> whole(String expected, String basis) {
        return (whole, answer) -> answer.status() == PARTIAL || answer.status() == UNSATISFIABLE
                ? List.of(ConditionAnswers.wrong(GateRules.RANGE, expected, answer, basis))
                : List.of();
    }

    /** The range is beyond the end: 416 with the length. */
    static List<Violation> ofBeyond(Response whole, Response answer) {
        if (answer.status() == PARTIAL) {
            return List.of(ConditionAnswers.wrong(
                    GateRules.RANGE,
                    "416 or the whole, as the body has " + whole.length() + " bytes",
                    answer,
                    "RFC 9110 §14.2"));
        }
        var stated = answer.headers().first("Content-Range");
        var right = Set.of("bytes */" + whole.length(), "bytes */*");
        if (answer.status() != UNSATISFIABLE
                || stated.filter(value -> right.contains(value.strip())).isPresent()) {
            return List.of();
        }
        var violation = Violation.of(
                        GateRules.RANGE,
                        Spot.of(Part.RESPONSE_HEADER, "Content-Range"),
                        "bytes */" + whole.length(),
                        stated.map(Violation::shortened).orElse("none"))
                .basedOn("RFC 9110 §15.5.17");
        return List.of(stated.isEmpty() ? violation.withSeverity(Severity.WARNING) : violation);
    }

    private static boolean isByteRanges(Response answer) {
        return answer.contentType()
                .map(MediaType::essence)
                .filter("multipart/byteranges"::equals)
                .isPresent();
    }

    /** The first fault of a part: its Content-Range must be within {@code asked}, and its bytes those of the whole. */
    private static Optional<Violation> bytes(Response whole, Headers headers, byte[] body, ByteRange asked) {
        var stated = headers.first("Content-Range");
        boolean isUnknownLength =
                stated.filter(value -> value.strip().endsWith("/*")).isPresent();
        var range = stated.flatMap(ByteRange::parseContentRange)
                .filter(part -> part.first() >= asked.first()
                        && part.last() <= asked.last()
                        && (isUnknownLength || part.length() == whole.length()));
        if (range.isEmpty()) {
            return Optional.of(Violation.of(
                            GateRules.RANGE,
                            Spot.of(Part.RESPONSE_HEADER, "Content-Range"),
                            asked.contentRange(),
                            stated.map(Violation::shortened).orElse("none"))
                    .basedOn("RFC 9110 §15.3.7.1"));
        }
        byte[] expected = range.get().of(whole.body());
        return Arrays.equals(expected, body)
                ? Optional.empty()
                : Optional.of(Violation.of(
                                GateRules.RANGE,
                                Spot.of(Part.RESPONSE_BODY),
                                "the bytes " + range.get().first() + " to "
                                        + range.get().last() + " of the whole",
                                body.length == expected.length ? "other bytes" : body.length + " bytes")
                        .basedOn("RFC 9110 §15.3.7"));
    }

    private static Violation refused(Response whole, Response answer) {
        return ConditionAnswers.wrong(
                GateRules.RANGE,
                "a part or the whole, as the body has " + whole.length() + " bytes",
                answer,
                "RFC 9110 §15.5.17");
    }
}
