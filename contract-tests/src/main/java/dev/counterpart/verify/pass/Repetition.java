package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends requests again that were answered correctly, and compares the answers. */
final class Repetition {

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private Repetition() {}

    /** Safe requests with correct answers. Sent again, they must get the same kind of answer. */
    static List<Result> safe(List<Result> results) {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Passed)
                .filter(result -> result.answer().isPresent() && result.sent().isSafe())
                .filter(result -> result.sent().origin().source().isFoundation())
                .toList();
    }

    /** Why a repetition shows nothing: a case in between has deleted or created what it is about. */
    static Optional<Result> overtaken(PassContext context, Result first, Result again) {
        if (isMissing(again) && isBelow(context, again, Repetition::hasDeleted)) {
            return Optional.of(skipped(again, "a case has deleted what it is about"));
        }
        return isMissing(first) && kind(again) == 2 && isBelow(context, again, Repetition::hasChanged)
                ? Optional.of(skipped(again, "a case has created what it is about"))
                : Optional.empty();
    }

    private static boolean hasDeleted(Result result) {
        return hasChanged(result) && result.sent().request().method().equals(Method.DELETE.name());
    }

    private static boolean hasChanged(Result result) {
        return !result.sent().isSafe() && kind(result) == 2;
    }

    /** Whether a request is about the resource of such a result, or one in that collection. */
    private static boolean isBelow(PassContext context, Result again, Predicate<Result> changes) {
        String path = again.sent().request().path();
        return context.results().stream()
                .filter(changes)
                .map(result -> result.sent().request().path())
                .anyMatch(changed -> path.equals(changed) || path.startsWith(changed + "/"));
    }

    private static boolean isMissing(Result result) {
        int status = result.status().orElse(0);
        return status == NOT_FOUND || status == GONE;
    }

    private static Result skipped(Result again, String reason) {
        return new Result(again.sent(), again.observation(), new Verdict.Skipped(reason));
    }

    /** The same request under another name. */
    static Case again(Case sent, String group, String title) {
        return again(sent, group, title, sent.expectation());
    }

    static Case again(Case sent, String group, String title, Expectation expectation) {
        return new Case(sent.operation(), group, title, sent.request(), expectation, sent.origin(), sent.rules());
    }

    /** Whether the status is of another class, or another incorrect one. */
    static boolean differs(Result first, Result again) {
        boolean isWrong = again.verdict().violations().stream()
                .anyMatch(violation -> violation.at().part() == Part.RESPONSE_STATUS);
        return kind(first) != kind(again) || (isWrong && !first.status().equals(again.status()));
    }

    /** {@code 200: a known account}: the title outside of its group. */
    static String title(Case sent) {
        return sent.group() + ": " + sent.title();
    }

    static Result limited(Result result) {
        return Result.limited(result.sent(), result.answer().orElseThrow());
    }

    /** {@code 2}, for 204. */
    static int kind(Result result) {
        return result.status().orElse(0) / 100;
    }
}
