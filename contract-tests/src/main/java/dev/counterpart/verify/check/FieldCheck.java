package dev.counterpart.verify.check;

import dev.counterpart.spec.http.EntityTag;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.HttpDate;
import dev.counterpart.spec.http.RetryAfter;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.function.Predicate;

/** The grammar of headers that clients and caches have to parse. */
final class FieldCheck implements Check {

    /**
     * A header with a grammar.
     *
     * @param expected the grammar in words
     * @param basis the section that defines it
     */
    private record Field(String name, Predicate<String> isRight, String expected, String basis) {}

    private static final List<Field> FIELDS = List.of(
            new Field(
                    "ETag",
                    FieldCheck::isTag,
                    "a tag in double quotes without spaces, such as \"v1\" or W/\"v1\"",
                    "RFC 9110 §8.8.3"),
            new Field(
                    "Last-Modified",
                    value -> HttpDate.parse(value).isPresent(),
                    "a date such as Sun, 06 Nov 1994 08:49:37 GMT",
                    "RFC 9110 §8.8.2"),
            new Field(
                    "Retry-After",
                    value -> RetryAfter.of(Headers.of("Retry-After", value)).isPresent(),
                    "seconds, or a date such as Sun, 06 Nov 1994 08:49:37 GMT",
                    "RFC 9110 §10.2.3"));

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var headers = answer.response().headers();
        return FIELDS.stream()
                .flatMap(field -> headers.all(field.name).stream()
                        .filter(field.isRight.negate())
                        .limit(1)
                        .map(value -> violation(field, value))
                        .map(violation ->
                                isDeclared(sent, answer, field) ? violation.withSeverity(Severity.WARNING) : violation))
                .toList();
    }

    /** Whether the document describes the header itself; a schema such as {@code type: string} then allows what HTTP does not. */
    private static boolean isDeclared(Case sent, Answered answer, Field field) {
        return sent.operation().responseFor(answer.response().status()).stream()
                .flatMap(response -> response.headers().stream())
                .anyMatch(header -> header.name().equalsIgnoreCase(field.name));
    }

    /** A tag without quotes is readable, but not the form of HTTP. */
    private static boolean isTag(String value) {
        return EntityTag.parse(value)
                .filter(tag -> tag.toString().equals(value))
                .isPresent();
    }

    private static Violation violation(Field field, String value) {
        return Violation.of(
                        GateRules.FIELD_VALUE,
                        Spot.of(Part.RESPONSE_HEADER, field.name),
                        field.expected,
                        Violation.shortened(value))
                .basedOn(field.basis);
    }
}
