package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.EntityTag;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Checks of answers to GET with conditions, by the answer to the same request without conditions. A server may ignore conditions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13">RFC 9110 §13</a>
 */
final class ConditionAnswers {

    private static final int NOT_MODIFIED = 304;
    private static final int FAILED = 412;

    /** What 304 and 206 have if 200 has them (RFC 9110 §15.3.7, §15.4.5), besides {@code ETag}. */
    private static final List<String> KEPT = List.of("Content-Location", "Vary", "Cache-Control", "Expires");

    private ConditionAnswers() {}

    /** The client has the current representation: 304 with its headers. 412 is for other methods than GET and HEAD. */
    static List<Violation> ofNotModified(Response whole, Response answer) {
        if (answer.status() == FAILED) {
            return List.of(wrong(GateRules.CONDITION, "304 or the answer to GET", answer, "RFC 9110 §13.1.2, §13.1.3"));
        }
        return answer.status() == NOT_MODIFIED ? kept(whole, answer, "RFC 9110 §15.4.5") : List.of();
    }

    /** Neither 304 nor 412 is right, for that reason. */
    static BiFunction<Response, Response, List<Violation>> modified(String reason, String section) {
        return (whole, answer) -> answer.status() == NOT_MODIFIED || answer.status() == FAILED
                ? List.of(wrong(GateRules.CONDITION, "the answer to GET, as " + reason, answer, "RFC 9110 " + section))
                : List.of();
    }

    /** 412 is wrong, for that reason. */
    static BiFunction<Response, Response, List<Violation>> met(String reason, String section) {
        return (whole, answer) -> answer.status() == FAILED
                ? List.of(wrong(GateRules.CONDITION, "the answer to GET, as " + reason, answer, "RFC 9110 " + section))
                : List.of();
    }

    /** The answer has another status than it must have. */
    static Violation wrong(Rule rule, String expected, Response answer, String basis) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_STATUS), expected, Integer.toString(answer.status()))
                .basedOn(basis);
    }

    /** Headers that the answer must repeat: another or no {@code ETag} is an error, the absence of others a warning. */
    static List<Violation> kept(Response whole, Response answer, String basis) {
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
}
