package dev.counterpart.verify.report;

import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.Optional;

/**
 * A case, its observation, and the verdict.
 *
 * @param observation empty if the case was not sent
 */
public record Result(Case sent, Optional<Observation> observation, Verdict verdict) {

    public Operation operation() {
        return sent.operation();
    }

    public Optional<Answered> answer() {
        return observation.filter(Answered.class::isInstance).map(Answered.class::cast);
    }

    /** The result of a case that the provider did not answer because there were too many requests: it is not tested. */
    /** Whether the provider limits the rate (RFC 6585 §4, RFC 9110 §15.6.4), which is not a violation. */
    public boolean isLimited() {
        return answer().filter(Answered::isLimited).isPresent();
    }

    public static Result limited(Case sent, Answered answered) {
        return new Result(
                sent,
                Optional.of(answered),
                new Verdict.Skipped("the provider limits the rate of requests: "
                        + answered.response().status()));
    }

    /** The status of the answer. */
    public Optional<Integer> status() {
        return answer().map(answered -> answered.response().status());
    }

    /** The media type of the answer, without parameters; empty if it names none. */
    public String mediaType() {
        return answer().flatMap(answered -> answered.response().contentType())
                .map(type -> type.essence())
                .orElse("");
    }

    /** The operation and what it answered: {@code GET /pets/{petId} → 200 application/json}. */
    public String subject() {
        return subject(operation().toString(), status(), mediaType());
    }

    static String subject(String operation, Optional<Integer> status, String mediaType) {
        String answered = status.map(each -> mediaType.isEmpty() ? "" + each : each + " " + mediaType)
                .orElse("no answer");
        return operation + " → " + answered;
    }
}
