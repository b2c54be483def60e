package dev.counterpart.mock.source;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.control.Staged;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything about a request that a source may need.
 *
 * @param facts the parts of the request that conditions of fixtures can use; its route and operation
 * @param access whether its credentials are acceptable
 * @param auth how they were checked
 * @param violations of the request; empty if it was not validated
 * @param preference of the client
 * @param override what a person has set for this request
 * @param step what the scenarios under way set for this request
 * @param chosen the response that an earlier source decided on; empty while any is possible
 */
public record Question(
        RequestFacts facts,
        Access access,
        Auth auth,
        List<Violation> violations,
        Preference preference,
        Optional<Staged> override,
        Optional<Staged> step,
        Optional<ChosenResponse> chosen) {

    public Question {
        violations = List.copyOf(violations);
    }

    public Operation operation() {
        return facts.route().operation();
    }

    public Request request() {
        return facts.request();
    }

    /** Whether the request violates the contract. */
    boolean isInvalid() {
        return !violations.isEmpty()
                && violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
    }

    /** The same question, for a response of that status. */
    public Question about(ChosenResponse decided) {
        return new Question(facts, access, auth, violations, preference, override, step, Optional.of(decided));
    }

    /** The same question, from a client that requests this status and example. */
    public Question preferring(OptionalInt status, Optional<String> example) {
        return new Question(
                facts, access, auth, violations, preference.asking(status, example), override, step, chosen);
    }

    /** The same question, with what the scenarios under way set. */
    public Question during(Optional<Staged> steps) {
        return steps.isEmpty()
                ? this
                : new Question(facts, access, auth, violations, preference, override, steps, chosen);
    }

    /** Whether scenarios can answer: no certain answer was requested or set, and the request is not refused. */
    public boolean isOpen() {
        return access instanceof Access.Granted
                && !isInvalid()
                && preference.code().isEmpty()
                && preference.example().isEmpty()
                && override.filter(set -> set.answer().isAnswer()).isEmpty();
    }

    /** The decided status, otherwise the usual one; empty if the operation declares no response. */
    Optional<ChosenResponse> chosenOrUsual() {
        return chosen.or(() -> ChosenResponse.usual(operation()));
    }
}
