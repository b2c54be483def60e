package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.util.List;
import java.util.Optional;

/** All checks: a case and its observation to a verdict. Thread-safe. */
public final class Checks {

    private final List<Check> checks;

    private Checks(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** All checks. */
    public static Checks all(Contract contract) {
        return all(contract, false);
    }

    /** All checks; {@code isSecure} is whether the provider uses HTTPS. */
    public static Checks all(Contract contract, boolean isSecure) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        var validator = new ResponseValidator(contract, schemas);
        return new Checks(List.of(
                new SendingCheck(),
                new StatusCheck(),
                new MessageCheck(validator, contract),
                new DetourCheck(validator),
                new StatementCheck(),
                new BytesCheck(),
                new FieldCheck(),
                new ReferenceCheck(),
                new LeakCheck(),
                new CacheCheck(),
                new ExposureCheck(isSecure),
                new DeclaredBodyCheck(contract),
                new ChallengeCheck(contract),
                new AllowCheck(),
                new LimitCheck()));
    }

    /** The reason not to send a case: the only rule it checks is off. */
    public static Optional<Verdict> pointless(Case planned, RuleSettings settings) {
        return planned.expectation() instanceof Denial denial && settings.isOff(GateRules.accepted(denial.flaw()))
                ? Optional.of(new Verdict.Skipped(GateRules.accepted(denial.flaw()) + " is switched off"))
                : Optional.empty();
    }

    /** The verdict, with the severities of the user's settings. */
    public Verdict verdict(Case sent, Observation observation, RuleSettings settings) {
        if (observation instanceof Unanswered unanswered && unanswered.reason().isUnreachable()) {
            return new Verdict.Errored(unanswered.message());
        }
        return weighed(violations(sent, observation), settings);
    }

    /** The verdict for these violations, with the severities of the user's settings. */
    public static Verdict weighed(List<Violation> found, RuleSettings settings) {
        var violations = found.stream()
                .map(settings::applied)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        boolean failed = violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
        return failed ? new Verdict.Failed(violations) : new Verdict.Passed(violations);
    }

    private List<Violation> violations(Case sent, Observation observation) {
        if (observation instanceof Answered answered) {
            return checks.stream()
                    .flatMap(check -> check.violations(sent, answered).stream())
                    .toList();
        }
        var unanswered = (Unanswered) observation;
        return List.of(Violation.of(
                rule(unanswered.reason()),
                Spot.of(Part.RESPONSE),
                sent.expectation().text(),
                unanswered.message()));
    }

    private static Rule rule(Observation.Reason reason) {
        return switch (reason) {
            case TIMEOUT -> GateRules.TIMEOUT;
            case CUT_OFF -> GateRules.CUT_OFF;
            case NOT_HTTP -> GateRules.NOT_HTTP;
            case ENDLESS -> GateRules.ENDLESS;
            case UNREACHABLE, UNTRUSTED, OTHER_HOST, CLIENT_CERTIFICATE, NO_TLS, TLS_EXPECTED, NOTHING ->
                GateRules.UNANSWERED;
        };
    }
}
