package dev.counterpart.verify.pass;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ByteRange;
import dev.counterpart.spec.http.EntityTag;
import dev.counterpart.spec.http.HttpDate;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
    private static final String NO_DATE = "yesterday";
    private static final long BEYOND = 1_000_000_000L;

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        var seen = new HashSet<Operation>();
        for (var first : Repetition.safe(context.results())) {
            boolean isUsable = first.sent().request().method().equals("GET")
                    && first.status().orElse(0) == OK
                    && List.of(NOT_MODIFIED, FAILED, PARTIAL, UNSATISFIABLE).stream()
                            .anyMatch(status -> documents(first.operation(), status));
            if (isUsable && seen.add(first.operation()) && !context.cutsOff()) {
                new Subject(context, first, found).ask();
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
    private record Subject(PassContext context, Result first, Consumer<Result> found) {

        void ask() {
            var base = answer(context.send(further("the whole", first.sent().request())));
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
                ranges(whole);
                conditionalRanges(whole);
            }
            if (isPlain && documents(first.operation(), UNSATISFIABLE)) {
                send(whole, RangeAnswers::ofBeyond, "Range", "bytes=" + (whole.length() + BEYOND) + "-");
            }
        }

        private void notModified(Response whole) {
            var tag = tag(whole);
            var time = modified(whole);
            tag.ifPresent(current -> notModified(whole, current));
            time.ifPresent(current -> notModified(whole, current));
            if (tag.isPresent() && time.isPresent()) {
                send(
                        whole,
                        ConditionAnswers.modified(
                                "If-Modified-Since is ignored beside If-None-Match, whose tag is not the current one",
                                "§13.1.3"),
                        "If-None-Match",
                        OTHER_TAG,
                        "If-Modified-Since",
                        HttpDate.text(time.get()));
            }
        }

        private void notModified(Response whole, String tag) {
            send(whole, ConditionAnswers::ofNotModified, "If-None-Match", tag);
            send(
                    whole,
                    ConditionAnswers.modified("the tag is not the current one " + tag, "§13.1.2"),
                    "If-None-Match",
                    OTHER_TAG);
        }

        private void notModified(Response whole, Instant time) {
            send(whole, ConditionAnswers::ofNotModified, "If-Modified-Since", HttpDate.text(time));
            send(
                    whole,
                    ConditionAnswers.modified("Last-Modified is later than that date", "§13.1.3"),
                    "If-Modified-Since",
                    HttpDate.text(time.minus(Duration.ofDays(1))));
            send(
                    whole,
                    ConditionAnswers.modified("a value that is not a date is ignored", "§13.1.3"),
                    "If-Modified-Since",
                    NO_DATE);
        }

        private void failed(Response whole) {
            send(whole, (before, answer) -> List.of(), "If-Match", OTHER_TAG);
            send(whole, ConditionAnswers.met("the resource exists", "§13.1.1"), "If-Match", "*");
            tag(whole).filter(tag -> !tag.startsWith("W/")).ifPresent(tag -> {
                var isCurrent = ConditionAnswers.met("the tag is the current one", "§13.1.1");
                send(whole, isCurrent, "If-Match", tag);
                send(whole, isCurrent, "If-Match", OTHER_TAG + ", " + tag);
            });
            modified(whole)
                    .ifPresent(time -> send(
                            whole,
                            ConditionAnswers.met("Last-Modified is not later than that date", "§13.1.4"),
                            "If-Unmodified-Since",
                            HttpDate.text(time)));
        }

        private void ranges(Response whole) {
            int length = whole.length();
            var inside = new ByteRange(Math.min(1, length - 1), Math.min(2, length - 1), length);
            range(whole, inside, inside.first() + "-" + inside.last());
            range(whole, new ByteRange(length - 1, length - 1, length), "-1");
            range(whole, new ByteRange(0, length - 1, length), "-" + (length + BEYOND));
            range(whole, new ByteRange(length - 1, length - 1, length), (length - 1) + "-" + (length + BEYOND));
            if (length > 2) {
                send(whole, RangeAnswers::ofSeveral, "Range", "bytes=0-0," + (length - 1) + "-" + (length - 1));
            }
            send(
                    whole,
                    RangeAnswers.whole("the whole, as the unit counterparts is unknown", "RFC 9110 §14.2"),
                    "Range",
                    "counterparts=0-0");
        }

        private void range(Response whole, ByteRange expected, String spec) {
            send(whole, (before, answer) -> RangeAnswers.ofOne(before, answer, expected), "Range", "bytes=" + spec);
        }

        private void conditionalRanges(Response whole) {
            tag(whole).filter(tag -> !tag.startsWith("W/")).ifPresent(tag -> {
                conditionalRange(
                        whole,
                        (before, answer) -> RangeAnswers.ofOne(before, answer, new ByteRange(0, 0, whole.length())),
                        tag);
                conditionalRange(
                        whole,
                        RangeAnswers.whole(
                                "the whole, as the tag in If-Range is not the current one", "RFC 9110 §13.1.5"),
                        OTHER_TAG);
            });
            modified(whole)
                    .ifPresent(time -> conditionalRange(
                            whole,
                            RangeAnswers.whole(
                                    "the whole, as the date in If-Range is not Last-Modified", "RFC 9110 §13.1.5"),
                            HttpDate.text(time.minus(Duration.ofDays(1)))));
        }

        private void conditionalRange(
                Response whole, BiFunction<Response, Response, List<Violation>> check, String validator) {
            send(whole, check, "Range", "bytes=0-0", "If-Range", validator);
        }

        private static Optional<String> tag(Response whole) {
            return whole.headers()
                    .first("ETag")
                    .filter(value -> EntityTag.parse(value).isPresent());
        }

        private static Optional<Instant> modified(Response whole) {
            return whole.headers().first("Last-Modified").flatMap(HttpDate::parse);
        }

        /** @param fields names and values of the headers that are sent, in turn */
        private void send(Response whole, BiFunction<Response, Response, List<Violation>> check, String... fields) {
            if (context.cutsOff()) {
                return;
            }
            var request = first.sent().request();
            var titles = new ArrayList<String>();
            for (int i = 0; i < fields.length; i += 2) {
                request = request.with(fields[i], fields[i + 1]);
                titles.add(fields[i] + ": " + fields[i + 1]);
            }
            var result = context.send(further(String.join(", ", titles), request));
            var violations =
                    answer(result).map(each -> check.apply(whole, each)).orElse(List.of());
            if (violations.isEmpty() || !isUnchanged(whole)) {
                found.accept(result);
                return;
            }
            var all = new ArrayList<>(result.verdict().violations());
            all.addAll(violations);
            found.accept(context.withViolations(result, all));
        }

        /** Whether GET still returns the same: otherwise the answer may be right for what was there then. */
        private boolean isUnchanged(Response whole) {
            return answer(context.send(further("the whole again", first.sent().request())))
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
}
