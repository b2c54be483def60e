package dev.counterpart.verify.pass;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ByteRange;
import dev.counterpart.spec.http.EntityTag;
import dev.counterpart.spec.http.HttpDate;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Conditional and range requests for answers that GET has received, if the operation documents 304, 412, 206 or 416. A provider may
 * ignore them, except that it then never has the documented status. Violations are reported only if the representation did not change.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13">RFC 9110 §13, §14</a>
 */
final class ConditionalPass implements Pass {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int FAILED = 412;
    private static final int UNSATISFIABLE = 416;
    private static final String OTHER_TAG = "\"counterpart-has-never-seen-this\"";
    private static final long BEYOND = 1_000_000_000L;

    /** That 304 and 206 have if 200 has them (RFC 9110 §15.3.7, §15.4.5), besides {@code ETag}. */
    private static final List<String> KEPT = List.of("Content-Location", "Vary", "Cache-Control", "Expires");

    @Override
    public void run(Session session, Consumer<Result> found) {
        var seen = new HashSet<Operation>();
        for (var first : Repetition.safe(session.results())) {
            boolean isUsable = first.sent().request().method().equals("GET")
                    && first.status().orElse(0) == OK
                    && List.of(NOT_MODIFIED, FAILED, PARTIAL, UNSATISFIABLE).stream()
                            .anyMatch(status -> documents(first.operation(), status));
            if (isUsable && seen.add(first.operation()) && !session.cutsOff()) {
                new Subject(session, first, found).ask();
            }
        }
    }

    private static boolean documents(Operation operation, int status) {
        return operation.responses().stream()
                .anyMatch(response -> !response.status().isDefault()
                        && response.status().covers(status)
                        && !response.status().covers(OK));
    }

    /** One resource, and what is asked of it. */
    private record Subject(Session session, Result first, Consumer<Result> found) {

        void ask() {
            var base = answer(session.send(further("the whole", first.sent().request())));
            if (base.isEmpty() || base.get().status() != OK) {
                return;
            }
            var whole = base.get();
            if (documents(first.operation(), NOT_MODIFIED)) {
                notModified(whole);
            }
            if (documents(first.operation(), FAILED)) {
                failed(whole);
            }
            boolean isPlain = whole.hasBody() && !whole.headers().has("Content-Encoding");
            if (isPlain && documents(first.operation(), PARTIAL)) {
                part(whole);
            }
            if (isPlain && documents(first.operation(), UNSATISFIABLE)) {
                beyond(whole);
            }
        }

        private void notModified(Response whole) {
            tag(whole).ifPresent(tag -> {
                send(whole, "If-None-Match", tag, ConditionalPass::ofNotModified);
                send(whole, "If-None-Match", OTHER_TAG, ConditionalPass::ofOtherTag);
            });
            whole.headers().first("Last-Modified").flatMap(HttpDate::parse).ifPresent(time -> {
                send(whole, "If-Modified-Since", HttpDate.text(time), ConditionalPass::ofNotModified);
                send(
                        whole,
                        "If-Modified-Since",
                        HttpDate.text(time.minus(Duration.ofDays(1))),
                        (before, answer) -> ofEarlierDate(answer));
            });
        }

        private void failed(Response whole) {
            send(whole, "If-Match", OTHER_TAG, (before, answer) -> List.of());
            tag(whole)
                    .filter(tag -> !tag.startsWith("W/"))
                    .ifPresent(tag -> send(whole, "If-Match", tag, (before, answer) -> ofSameTag(answer)));
        }

        private void part(Response whole) {
            int length = whole.length();
            var range = new ByteRange(Math.min(1, length - 1), Math.min(2, length - 1), length);
            send(
                    whole,
                    "Range",
                    "bytes=" + range.first() + "-" + range.last(),
                    (before, answer) -> ofPart(before, answer, range));
        }

        private void beyond(Response whole) {
            send(whole, "Range", "bytes=" + (whole.length() + BEYOND) + "-", ConditionalPass::ofBeyond);
        }

        private static Optional<String> tag(Response whole) {
            return whole.headers()
                    .first("ETag")
                    .filter(value -> EntityTag.parse(value).isPresent());
        }

        private void send(
                Response whole, String field, String value, BiFunction<Response, Response, List<Violation>> check) {
            if (session.cutsOff()) {
                return;
            }
            var result = session.send(
                    further(field + ": " + value, first.sent().request().with(field, value)));
            var answer = answer(result);
            var violations = answer.map(each -> check.apply(whole, each)).orElse(List.of());
            if (violations.isEmpty() || !isUnchanged(whole)) {
                found.accept(result);
                return;
            }
            var all = new ArrayList<>(result.verdict().violations());
            all.addAll(violations);
            found.accept(session.withViolations(result, all));
        }

        /** Whether GET still returns the same: otherwise the answer may be right for what was there then. */
        private boolean isUnchanged(Response whole) {
            return answer(session.send(further("the whole again", first.sent().request())))
                    .filter(again -> again.status() == OK
                            && Arrays.equals(again.body(), whole.body())
                            && again.headers()
                                    .first("ETag")
                                    .equals(whole.headers().first("ETag"))
                            && again.headers()
                                    .first("Last-Modified")
                                    .equals(whole.headers().first("Last-Modified")))
                    .isPresent();
        }

        private static Optional<Response> answer(Result result) {
            return result.isLimited()
                    ? Optional.empty()
                    : result.answer().filter(each -> each.isReadable()).map(each -> each.response());
        }

        private Case further(String title, Request request) {
            return new Case(
                    first.operation(),
                    "conditional",
                    Repetition.title(first.sent()) + ", " + title,
                    request,
                    new Robust("a conditional or range request"),
                    Origin.of(Source.WIRE, "the document declares answers to conditional or range requests")
                            .basedOn("RFC 9110 §13, §14"),
                    first.sent().rules());
        }
    }

    private static List<Violation> ofNotModified(Response whole, Response answer) {
        return answer.status() == NOT_MODIFIED ? kept(whole, answer, "RFC 9110 §15.4.5") : List.of();
    }

    private static List<Violation> ofOtherTag(Response whole, Response answer) {
        return answer.status() == NOT_MODIFIED
                ? List.of(status(
                        GateRules.CONDITION,
                        "the answer to GET, as the tag is not the current one "
                                + whole.headers().first("ETag").orElse(""),
                        answer,
                        "RFC 9110 §13.1.2"))
                : List.of();
    }

    private static List<Violation> ofEarlierDate(Response answer) {
        return answer.status() == NOT_MODIFIED
                ? List.of(status(
                        GateRules.CONDITION,
                        "the answer to GET, as Last-Modified is later than that date",
                        answer,
                        "RFC 9110 §13.1.3"))
                : List.of();
    }

    private static List<Violation> ofSameTag(Response answer) {
        return answer.status() == FAILED
                ? List.of(status(
                        GateRules.CONDITION,
                        "the answer to GET, as the tag is the current one",
                        answer,
                        "RFC 9110 §13.1.1"))
                : List.of();
    }

    private static List<Violation> ofPart(Response whole, Response answer, ByteRange asked) {
        if (answer.status() == UNSATISFIABLE) {
            return List.of(status(
                    GateRules.RANGE,
                    "a part or the whole, as the body has " + whole.length() + " bytes",
                    answer,
                    "RFC 9110 §15.5.17"));
        }
        boolean isMultipart = answer.contentType()
                .filter(type -> type.essence().equals("multipart/byteranges"))
                .isPresent();
        if (answer.status() != PARTIAL || isMultipart) {
            return List.of();
        }
        var violations = new ArrayList<>(kept(whole, answer, "RFC 9110 §15.3.7"));
        var stated = answer.headers().first("Content-Range");
        var range = stated.flatMap(ByteRange::parseContentRange);
        boolean isUnknownLength =
                stated.filter(value -> value.strip().endsWith("/*")).isPresent();
        boolean isWithin = range.filter(part -> part.first() >= asked.first()
                        && part.last() <= asked.last()
                        && (isUnknownLength || part.length() == whole.length()))
                .isPresent();
        if (!isWithin) {
            violations.add(Violation.of(
                            GateRules.RANGE,
                            Spot.of(Part.RESPONSE_HEADER, "Content-Range"),
                            asked.contentRange(),
                            stated.map(Violation::shortened).orElse("none"))
                    .basedOn("RFC 9110 §15.3.7.1"));
            return violations;
        }
        byte[] expected = Arrays.copyOfRange(
                whole.body(), (int) range.get().first(), (int) range.get().last() + 1);
        if (!Arrays.equals(expected, answer.body())) {
            violations.add(Violation.of(
                            GateRules.RANGE,
                            Spot.of(Part.RESPONSE_BODY),
                            "the bytes " + range.get().first() + " to "
                                    + range.get().last() + " of the whole",
                            answer.length() == expected.length ? "other bytes" : answer.length() + " bytes")
                    .basedOn("RFC 9110 §15.3.7"));
        }
        return violations;
    }

    private static List<Violation> ofBeyond(Response whole, Response answer) {
        if (answer.status() == PARTIAL) {
            return List.of(status(
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

    /** Headers that the answer must repeat: another or no {@code ETag} is an error, the absence of others a warning. */
    private static List<Violation> kept(Response whole, Response answer, String basis) {
        var violations = new ArrayList<Violation>();
        var tag = whole.headers().first("ETag").flatMap(EntityTag::parse);
        var repeated = answer.headers().first("ETag").flatMap(EntityTag::parse);
        boolean isSame = tag.isEmpty()
                || repeated.filter(other -> other.matchesWeakly(tag.get())).isPresent();
        if (!isSame) {
            violations.add(missing("ETag", whole, answer, basis));
        }
        KEPT.stream()
                .filter(name -> whole.headers().has(name) && !answer.headers().has(name))
                .map(name -> missing(name, whole, answer, basis).withSeverity(Severity.WARNING))
                .forEach(violations::add);
        return violations;
    }

    private static Violation missing(String name, Response whole, Response answer, String basis) {
        return Violation.of(
                        GateRules.CONDITION_HEADERS,
                        Spot.of(Part.RESPONSE_HEADER, name),
                        Violation.shortened(whole.headers().first(name).orElse("")) + ", as with 200",
                        answer.headers().first(name).map(Violation::shortened).orElse("none"))
                .basedOn(basis);
    }

    private static Violation status(Rule rule, String expected, Response answer, String basis) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_STATUS), expected, Integer.toString(answer.status()))
                .basedOn(basis);
    }
}
