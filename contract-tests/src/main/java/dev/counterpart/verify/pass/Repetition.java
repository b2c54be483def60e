package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.stream.Collectors;

/** Sends requests again that were answered correctly, and compares the answers. */
final class Repetition {

    private Repetition() {}

    /**
     * Safe requests with correct answers. Sent again, they must get the same kind of answer, unless a case has deleted what they are
     * about: these are left out.
     */
    static List<Result> safe(List<Result> results) {
        var deleted = results.stream()
                .filter(result -> result.sent().request().method().equals(Method.DELETE.name()) && kind(result) == 2)
                .map(result -> result.sent().request().path())
                .collect(Collectors.toSet());
        return results.stream()
                .filter(result -> deleted.stream()
                        .noneMatch(path -> isBelow(result.sent().request().path(), path)))
                .filter(result -> result.verdict() instanceof Verdict.Passed)
                .filter(result -> result.answer().isPresent() && result.sent().isSafe())
                .filter(result -> result.sent().origin().source().isFoundation())
                .toList();
    }

    private static boolean isBelow(String path, String deleted) {
        return path.equals(deleted) || path.startsWith(deleted + "/");
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
