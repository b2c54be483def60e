package dev.counterpart.mock.source;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Everything about a request that a source may need.
 *
 * @param facts the parts of the request that conditions of fixtures can use; its route and operation
 * @param access whether its credentials are acceptable
 * @param auth how they were checked
 * @param violations of the request; empty if it was not validated
 * @param preference of the client
 * @param target the status that an earlier source decided on; empty while any is possible
 */
public record Question(
        RequestFacts facts,
        Access access,
        Auth auth,
        List<Violation> violations,
        Preference preference,
        Optional<Target> target) {

    public Question {
        violations = List.copyOf(violations);
    }

    Operation operation() {
        return facts.route().operation();
    }

    Request request() {
        return facts.request();
    }

    /** Whether the request violates the contract. */
    boolean isInvalid() {
        return violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
    }

    /** The same question, for a response of that status. */
    Question about(Target decided) {
        return new Question(facts, access, auth, violations, preference, Optional.of(decided));
    }

    /** The decided status, otherwise the usual one; empty if the operation declares no response. */
    Optional<Target> targetOrUsual() {
        return target.or(() -> Target.usual(operation()));
    }
}
