package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.util.List;

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

    /** Whether the answer says that something is gone which a case has deleted: then the repetition shows nothing. */
    static boolean isGone(Session session, Result again) {
        String path = again.sent().request().path();
        return isMissing(again)
                && session.results().stream()
                        .filter(result -> result.sent().request().method().equals(Method.DELETE.name()))
                        .filter(result -> kind(result) == 2)
                        .map(result -> result.sent().request().path())
                        .anyMatch(deleted -> path.equals(deleted) || path.startsWith(deleted + "/"));
    }

    /** Whether what was missing is there because a case has created it, in its collection or by its path: then the repetition shows nothing. */
    static boolean isCreated(Session session, Result first, Result again) {
        String path = again.sent().request().path();
        return isMissing(first)
                && kind(again) == 2
                && session.results().stream()
                        .filter(result -> !result.sent().isSafe() && kind(result) == 2)
                        .map(result -> result.sent().request().path())
                        .anyMatch(changed -> path.equals(changed) || path.startsWith(changed + "/"));
    }

    private static boolean isMissing(Result result) {
        int status = result.status().orElse(0);
        return status == NOT_FOUND || status == GONE;
    }

    /** The repetition of a request for what was created in between. */
    static Result created(Result again) {
        return new Result(
                again.sent(), again.observation(), new Verdict.Skipped("a case has created what it is about"));
    }

    /** The repetition of a request for what was deleted in between. */
    static Result gone(Result again) {
        return new Result(
                again.sent(), again.observation(), new Verdict.Skipped("a case has deleted what it is about"));
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
